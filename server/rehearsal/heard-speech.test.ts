import test from 'ava';
import type { Pcm } from '../core/audio-frame.ts';
import { HeardSpeech, voicedPart } from './heard-speech.ts';

const loud = new Int16Array(320).fill(3000);
/** The silence of A-law, whose smallest steps are 8. */
const quiet = Int16Array.from({ length: 320 }, (_, at) => (at % 2 ? 8 : -8));

function listen(frames: Pcm[]): HeardSpeech {
  const heard = new HeardSpeech();
  for (const [at, frame] of frames.entries()) heard.hear(frame, at * 20);
  return heard;
}

const times = (count: number, frame: Pcm) => Array.from({ length: count }, () => frame);

test('voice is found between silences', (t) => {
  const heard = listen([...times(5, quiet), ...times(10, loud), ...times(50, quiet), ...times(3, loud)]);
  t.deepEqual(heard.stretches, [
    { startMs: 100, endMs: 300 },
    { startMs: 1300, endMs: 1360 },
  ]);
});

test('a short gap does not part a stretch', (t) => {
  const heard = listen([...times(5, loud), ...times(6, quiet), ...times(5, loud)]);
  t.deepEqual(heard.stretches, [{ startMs: 0, endMs: 320 }]);
});

test('the first and the last sample of voice are found within their frames', (t) => {
  const begins = Int16Array.from({ length: 320 }, (_, at) => (at < 160 ? 0 : 3000));
  const ends = Int16Array.from({ length: 320 }, (_, at) => (at < 80 ? 3000 : 0));
  t.deepEqual(listen([quiet, begins, loud, ends]).stretches, [{ startMs: 30, endMs: 65 }]);
});

test('speech lasts through pauses shorter than the one asked for', (t) => {
  const heard = listen([...times(10, loud), ...times(20, quiet), ...times(10, loud)]);
  t.is(heard.speakingSinceMs(900, 600), 0);
  t.is(heard.speakingSinceMs(900, 300), 600);
  t.is(heard.speakingSinceMs(1500, 600), undefined);
});

test('silence has no voiced part', (t) => {
  t.is(voicedPart(quiet), undefined);
  t.deepEqual(voicedPart(Int16Array.of(0, 0, 500, 0, -900, 0)), { first: 2, last: 4 });
});
