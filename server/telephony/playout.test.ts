import test from 'ava';
import { type Pcm, samplesPerFrame } from '../core/audio-frame.ts';
import { FakeMedia } from './fake/fake-media.ts';
import { Playout } from './playout.ts';

/** Sound that tells where it is: each sample is its own position. */
function counting(frames: number, from = 0): Pcm {
  return Int16Array.from({ length: frames * samplesPerFrame }, (_, at) => from * samplesPerFrame + at);
}

/** Each frame's first sample, in frames, as the caller hears it; the mirror must hear the same. */
function listen(media: FakeMedia, playout: Playout, frames: number): (number | null)[] {
  return Array.from({ length: frames }, () => {
    const heard = media.tick(new Int16Array(samplesPerFrame));
    const mirrored = playout.tick();
    if (!heard.every((sample, at) => sample === mirrored[at])) throw new Error('the mirror differs from what was heard');
    return heard.at(-1) === 0 ? null : heard[0]! / samplesPerFrame;
  });
}

test('a paused voice is silent at once and goes on where it is told to', (t) => {
  const media = new FakeMedia(0);
  const playout = new Playout(media);
  playout.play(counting(10));
  t.deepEqual(listen(media, playout, 4), [0, 1, 2, 3]);
  playout.pause();
  t.deepEqual(listen(media, playout, 2), [null, null]);
  t.is(playout.played, 4 * samplesPerFrame);
  playout.resume(2 * samplesPerFrame);
  t.deepEqual(listen(media, playout, 9), [2, 3, 4, 5, 6, 7, 8, 9, null]);
  t.is(playout.played, playout.queued);
});

test('what is played into a pause follows behind', (t) => {
  const media = new FakeMedia(0);
  const playout = new Playout(media);
  playout.play(counting(2));
  t.deepEqual(listen(media, playout, 1), [0]);
  playout.pause();
  playout.play(counting(2, 2));
  playout.resume(playout.played);
  t.deepEqual(listen(media, playout, 4), [1, 2, 3, null]);
});

test('a mark is reached when what stands before it was heard, however often it was paused', async (t) => {
  const media = new FakeMedia(0);
  const playout = new Playout(media);
  const reached: string[] = [];
  const mark = async (name: string) => reached.push(`${name} ${await playout.mark()}`);
  playout.play(counting(3));
  void mark('first');
  playout.play(counting(2, 3));
  void mark('second');
  listen(media, playout, 2);
  playout.pause();
  await Promise.resolve();
  playout.resume(samplesPerFrame);
  playout.pause();
  playout.resume(0);
  await new Promise(setImmediate);
  t.deepEqual(reached, []);
  t.deepEqual(listen(media, playout, 4), [0, 1, 2, 3]);
  await new Promise(setImmediate);
  t.deepEqual(reached, ['first played']);
  listen(media, playout, 2);
  await new Promise(setImmediate);
  t.deepEqual(reached, ['first played', 'second played']);
});

test('a flush ends a pause, its marks and its sound', async (t) => {
  const media = new FakeMedia(0);
  const playout = new Playout(media);
  playout.play(counting(5));
  const mark = playout.mark();
  listen(media, playout, 2);
  playout.pause();
  const later = playout.mark();
  playout.flush();
  t.deepEqual(await Promise.all([mark, later]), ['flushed', 'flushed']);
  t.false(playout.paused);
  playout.resume(0);
  t.deepEqual(listen(media, playout, 2), [null, null]);
  playout.play(counting(1, 7));
  t.deepEqual(listen(media, playout, 1), [7]);
});

test('sound of more than 3 s ago is not kept', (t) => {
  const media = new FakeMedia(0);
  const playout = new Playout(media);
  // One part is a frame, as an engine gives it.
  for (let frame = 0; frame < 300; frame++) playout.play(Int16Array.from({ length: samplesPerFrame }, () => frame + 1));
  for (let frame = 0; frame < 200; frame++) {
    media.tick(new Int16Array(samplesPerFrame));
    playout.tick();
  }
  playout.pause();
  playout.resume(0);
  t.is(media.tick(new Int16Array(samplesPerFrame))[0], 51);
});
