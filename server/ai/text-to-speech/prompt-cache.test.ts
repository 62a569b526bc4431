import test from 'ava';
import { isCode } from '../../core/errors.ts';
import { collect, textToSpeechContract } from './contract.suite.ts';
import { FakeTextToSpeech } from './fake.ts';
import { PromptCache } from './prompt-cache.ts';

textToSpeechContract(test, (voices) => new PromptCache(new FakeTextToSpeech({ voices })));

const greeting = { text: 'Bonjour !', language: 'fr' } as const;
/** The fake's sound of the greeting: 50 ms a character, 32 bytes a ms. */
const greetingBytes = greeting.text.length * 50 * 32;

async function started(options?: { maxBytes: number }) {
  const voice = new FakeTextToSpeech();
  await voice.start();
  return { voice, cache: new PromptCache(voice, options) };
}

test('a prepared prompt sounds as the voice says it, without asking the voice again', async (t) => {
  const { voice, cache } = await started();
  const live = await collect(cache.speak(greeting));
  await Promise.all([cache.prepare(greeting), cache.prepare(greeting)]);
  await cache.prepare(greeting);
  t.deepEqual(await collect(cache.speak(greeting)), live);
  t.is(voice.spoken.length, 2);
});

test('the same words in another language are another prompt', async (t) => {
  const { cache } = await started();
  await cache.prepare(greeting);
  t.false(cache.isReady({ ...greeting, language: 'en' }));
});

test('what a listener does to the samples does not reach the next listener', async (t) => {
  const { cache } = await started();
  await cache.prepare(greeting);
  const before = await collect(cache.speak(greeting));
  for await (const pcm of cache.speak(greeting)) pcm.fill(0);
  t.deepEqual(await collect(cache.speak(greeting)), before);
});

test('other texts are not kept', async (t) => {
  const { cache } = await started();
  await collect(cache.speak({ text: 'Au revoir madame Martin', language: 'fr' }));
  t.is(cache.bytes, 0);
});

test('when it is full, the prompt unused for longest goes', async (t) => {
  const { cache } = await started({ maxBytes: greetingBytes * 2 });
  const [a, b, c] = ['A', 'B', 'C'].map((letter) => ({ ...greeting, text: letter.repeat(greeting.text.length) }));
  await cache.prepare(a!);
  await cache.prepare(b!);
  await collect(cache.speak(a!));
  await cache.prepare(c!);
  t.deepEqual(
    [a, b, c].map((prompt) => cache.isReady(prompt!)),
    [true, false, true],
  );
  t.is(cache.bytes, greetingBytes * 2);
});

test('a prompt larger than the whole cache is refused', async (t) => {
  const { cache } = await started({ maxBytes: 1000 });
  t.true(isCode(await t.throwsAsync(cache.prepare(greeting)), 'bad-input'));
});

test('a prompt that failed can be prepared again', async (t) => {
  const { voice, cache } = await started();
  voice.failNext();
  t.true(isCode(await t.throwsAsync(cache.prepare(greeting)), 'engine-failed'));
  await cache.prepare(greeting);
  t.true(cache.isReady(greeting));
});
