import test from 'ava';
import { isCode } from '../../core/errors.ts';
import { languageModelContract, script } from './contract.suite.ts';
import { FakeLanguageModel } from './fake.ts';

const answer = (prompt: string) => {
  const found = Object.values(script).find(({ word }) => prompt.includes(word));
  return found === script.story ? found.text.repeat(10_000) : (found?.text ?? '');
};

languageModelContract(test, {
  // An answer takes a moment, so that a test can do something meanwhile.
  make: async ({ sequences }) => new FakeLanguageModel({ answer, sequences, pieceMs: 1 }),
  kill: (model) => (model as FakeLanguageModel).die(),
});

test('a test sees what was asked and evaluated ahead, and can make an answer fail', async (t) => {
  const model = new FakeLanguageModel();
  await model.start();
  const session = await model.open({ system: '', signal: new AbortController().signal });
  session.preload('bon');
  model.failNext();
  t.true(isCode(await t.throwsAsync(session.complete({ prompt: 'bonjour', maxTokens: 9, deadlineMs: 1000 })), 'engine-failed'));
  t.is(await session.complete({ prompt: 'bonjour', maxTokens: 9, deadlineMs: 1000 }), 'bonjour');
  t.deepEqual([model.preloads, model.prompts], [['bon'], ['bonjour', 'bonjour']]);
});
