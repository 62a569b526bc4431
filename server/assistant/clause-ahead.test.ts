import test, { type ExecutionContext } from 'ava';
import { FakeTextToSpeech } from '../ai/text-to-speech/fake.ts';
import { concatPcm, msOfSamples, type Pcm } from '../core/audio-frame.ts';
import { ClauseAhead } from './clause-ahead.ts';

async function open(t: ExecutionContext): Promise<{ voice: FakeTextToSpeech; ahead: ClauseAhead; spoken: () => string[] }> {
  const voice = new FakeTextToSpeech({ msPerCharacter: 100 });
  await voice.start();
  t.teardown(() => voice.stop());
  const ahead = new ClauseAhead({ textToSpeech: voice, language: 'en' });
  return { voice, ahead, spoken: () => voice.spoken.map(({ text }) => text) };
}

async function say(ahead: ClauseAhead, text: string, signal = new AbortController().signal): Promise<number> {
  const sound: Pcm[] = [];
  for await (const pcm of ahead.speak(text, signal)) sound.push(pcm);
  return msOfSamples(concatPcm(sound).length);
}

test('a clause that was begun is made once, and is whole', async (t) => {
  const { ahead, spoken } = await open(t);
  ahead.begin('Noted.');
  ahead.begin('Noted.');
  t.is(await say(ahead, 'Noted.'), 600);
  t.deepEqual(spoken(), ['Noted.']);
  t.is(await say(ahead, 'Noted.'), 600);
});

test('when another clause is said, what was begun is dropped', async (t) => {
  const { ahead, spoken } = await open(t);
  ahead.begin('Noted.');
  t.is(await say(ahead, 'Who calls?'), 1_000);
  t.is(await say(ahead, 'Noted.'), 600);
  t.deepEqual(spoken(), ['Noted.', 'Who calls?', 'Noted.']);
});

test('a voice that failed ahead of time is asked again', async (t) => {
  const { voice, ahead, spoken } = await open(t);
  voice.failNext();
  ahead.begin('Noted.');
  t.is(await say(ahead, 'Noted.'), 600);
  t.deepEqual(spoken(), ['Noted.', 'Noted.']);
});

test('a clause that was begun stops with its signal', async (t) => {
  const { ahead } = await open(t);
  ahead.begin('A clause of several chunks.');
  const stop = new AbortController();
  const chunks = ahead.speak('A clause of several chunks.', stop.signal);
  t.false((await chunks.next()).done);
  stop.abort(new Error('interrupted'));
  await t.throwsAsync(chunks.next(), { message: 'interrupted' });
});
