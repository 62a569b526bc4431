import test from 'ava';
import { concatPcm, type Pcm } from '../../core/audio-frame.ts';
import { FrameCutter } from './media-frames.ts';

const sound = Int16Array.from({ length: 2000 }, (_, at) => at);

test('wherever the sound is cut into pieces, the same whole frames come out', (t) => {
  for (const pieceLength of [1, 2, 7, 319, 320, 321, 640, 999, 2000]) {
    const cutter = new FrameCutter();
    const frames: Pcm[] = [];
    for (let at = 0; at < sound.length; at += pieceLength) {
      const whole = cutter.add(sound.subarray(at, at + pieceLength));
      t.is(whole.length % 320, 0);
      frames.push(whole.slice());
    }
    t.deepEqual(concatPcm(frames), sound.slice(0, 1920), `pieces of ${pieceLength}`);
    t.is(cutter.restSamples, 80);
  }
});

test('the rest is filled up with silence once', (t) => {
  const cutter = new FrameCutter();
  cutter.add(sound.subarray(0, 330));
  const last = cutter.fill();
  t.is(last.length, 320);
  t.deepEqual(last.subarray(0, 10), sound.subarray(320, 330));
  t.true(last.subarray(10).every((sample) => sample === 0));
  t.is(cutter.fill().length, 0);
});

test('what is kept is not changed by whoever gave it', (t) => {
  const given = Int16Array.of(1, 2, 3);
  const cutter = new FrameCutter();
  cutter.add(given);
  given.fill(9);
  t.deepEqual(cutter.fill().subarray(0, 4), Int16Array.of(1, 2, 3, 0));
});
