import test from 'ava';
import { isCode } from '../../core/errors.ts';
import { speechToTextContract, writeFrames } from './contract.suite.ts';
import { FakeSpeechToText } from './fake.ts';
import { soundOfText } from './text-in-sound.ts';

speechToTextContract(test, {
  // A final text takes a moment, so that a test can do something meanwhile.
  make: async (understands) => new FakeSpeechToText({ understands, finishMs: 1 }),
  say: async (text) => soundOfText(text),
  kill: (engine) => (engine as FakeSpeechToText).die(),
});

test('a test can make a final text fail, and the stream is usable afterwards', async (t) => {
  const engine = new FakeSpeechToText();
  await engine.start();
  engine.failNextFinish();
  const stream = await engine.open({ language: 'fr', signal: new AbortController().signal });
  t.true(isCode(await t.throwsAsync(stream.finish()), 'timeout'));
  writeFrames(stream, soundOfText('bonjour'));
  t.is((await stream.finish()).text, 'bonjour');
});
