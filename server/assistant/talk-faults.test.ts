import test from 'ava';
import { FakeSpeechToText } from '../ai/speech-to-text/fake.ts';
import { silence } from '../audio/sound.ts';
import { concatPcm, msOfSamples } from '../core/audio-frame.ts';
import type { Mind } from './mind/contract.ts';
import { eagerMind, greetingMs, said, talk } from './staged-talk.ts';

test('a recogniser that dies in mid-sentence makes the dialogue ask again', async (t) => {
  const { caller, events, ear, pass } = await talk(t);
  await pass(() => msOfSamples(caller.received().length) > greetingMs + 300, 'the end of the greeting');
  caller.send(said('this sentence is long enough to be cut in the middle', 3000));
  await pass(() => [...ear.streams].length > 0 && msOfSamples(caller.received().length) > greetingMs + 1500, 'the middle of the sentence');
  ear.die();
  await pass(() => events.length > 1, 'a reaction');
  t.is(events[1]!.type, 'not-heard');
});

test('a final text that fails makes the dialogue ask again', async (t) => {
  const { caller, events, ear, pass } = await talk(t);
  ear.failNextFinish();
  caller.send(concatPcm([silence(greetingMs + 400), said('i have a leak', 3000)]));
  await pass(() => events.length > 1, 'a reaction');
  t.is(events[1]!.type, 'not-heard');
});

test('a voice that fails hands the caller to voicemail', async (t) => {
  const { caller, ended, voice, pass } = await talk(t);
  caller.send(concatPcm([silence(greetingMs + 400), said('i have a leak', 3000)]));
  await pass(() => voice.spoken.length === 1, 'the greeting');
  // Once for what it made ahead, once for the answer.
  voice.failNext();
  voice.failNext();
  const { next, outcome } = await ended();
  t.deepEqual([next, outcome], ['voicemail', 'failed']);
});

test('without a recogniser the caller is handed to voicemail', async (t) => {
  const { ended } = await talk(t, { ear: new FakeSpeechToText({ understands: ['fr'] }) });
  t.is((await ended()).next, 'voicemail');
});

test('a mind that fails hands the caller to voicemail like any step that fails, and never silence', async (t) => {
  const mind: Mind = { ...eagerMind([]), refine: () => Promise.reject(new Error('broken')) };
  const { caller, ended } = await talk(t, { mind });
  caller.send(concatPcm([silence(greetingMs + 400), said('i have a leak', 3000)]));
  t.is((await ended()).next, 'voicemail');
});
