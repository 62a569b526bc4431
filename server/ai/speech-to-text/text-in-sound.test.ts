import test from 'ava';
import { loadVoiceActivity } from '../../audio/voice-activity.ts';
import { concatPcm, samplesPerFrame } from '../../core/audio-frame.ts';
import { soundOfText, TextInSound } from './text-in-sound.ts';

test('words come out of the sound that they were put into, however it is cut', (t) => {
  const sound = concatPcm([new Int16Array(777), soundOfText('j’ai une'), new Int16Array(5000), soundOfText('fuite')]);
  for (const length of [1, 320, 4801, 100_000]) {
    const reader = new TextInSound();
    const words: string[] = [];
    for (let at = 0; at < sound.length; at += length) words.push(...reader.push(sound.subarray(at, at + length)));
    t.deepEqual(words, ['j’ai', 'une', 'fuite']);
  }
});

test('a word that is cut off is not heard', (t) => {
  t.deepEqual(new TextInSound().push(soundOfText('bonjour madame').subarray(0, -100)), ['bonjour']);
});

test('a voice detector takes it for a voice', async (t) => {
  const activity = (await loadVoiceActivity()).open();
  const sound = soundOfText('un deux trois quatre cinq');
  let voiced = 0;
  for (let at = 0; at < sound.length; at += samplesPerFrame) voiced += Number(activity.next(sound.subarray(at, at + samplesPerFrame)).voiced);
  activity.close();
  t.true(voiced / (sound.length / samplesPerFrame) > 0.8, `${voiced} frames`);
});
