import test from 'ava';
import { tone } from '../audio/sound.ts';
import { frameMs, type Pcm, samplesPerFrame } from '../core/audio-frame.ts';
import { FakeClock } from './fake/fake-clock.ts';
import { FakeMedia } from './fake/fake-media.ts';
import { Line } from './line.ts';

const voice = tone({ frequencyHz: 400, ms: frameMs }).subarray(0, samplesPerFrame);

/** A call of that many frames' time, in which some do not come, or come late; what its recording holds. */
async function recorded(frames: number, arrivals: (index: number) => number[], endsAfterMs = 0) {
  const clock = new FakeClock();
  const call = new AbortController();
  const media = new FakeMedia(0);
  const sides: { caller: Pcm; assistant: Pcm }[] = [];
  const tap = { write: (caller: Pcm, assistant: Pcm) => sides.push({ caller, assistant }) };
  const line = new Line({ media, clock, signal: call.signal, tap });
  const reading = (async () => {
    while (await line.nextFrame());
  })();
  for (let index = 0; index < frames; index++) {
    clock.advance(frameMs);
    for (const _ of arrivals(index)) media.frames.push(voice.slice());
    await settled();
  }
  clock.advance(endsAfterMs);
  call.abort(new Error('the caller hung up'));
  media.close();
  await reading;
  return { sides, counts: line.counts, nowMs: line.nowMs };
}

/** All that follows from the last tick has happened. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
}

const within = (frames: number) => (count: number, other: number) => Math.abs(count - other) <= frames;

test('a recording of a call without faults has a frame for each 20 ms', async (t) => {
  const { sides, counts } = await recorded(500, () => [1]);
  t.is(sides.length, 500);
  t.deepEqual(counts, { frames: 500, late: 0, lost: 0 });
});

test('a recording is as long as its call when every tenth frame is lost', async (t) => {
  const { sides, counts, nowMs } = await recorded(500, (index) => (index % 10 === 4 ? [] : [1]));
  t.is(sides.length, 500);
  t.is(nowMs, 10_000);
  t.is(counts.lost, 50);
});

test('the time between the last sound and the news of the end is silence, and nothing that was lost', async (t) => {
  const { sides, counts } = await recorded(500, () => [1], 120);
  t.is(sides.length, 506);
  t.is(counts.lost, 0);
});

test('sound that begins a moment after the answer, and always comes as late as that, is not lost', async (t) => {
  const { counts } = await recorded(500, (index) => (index < 2 ? [] : [1]));
  t.is(counts.lost, 0);
});

test('what was lost in the last second of a call counts', async (t) => {
  const { counts } = await recorded(500, (index) => (index >= 470 && index < 475 ? [] : [1]));
  t.is(counts.lost, 5);
});

test('sound that ends for a second while the call goes on is silence in the recording', async (t) => {
  const { sides } = await recorded(500, (index) => (index >= 200 && index < 250 ? [] : [1]));
  t.is(sides.length, 500);
  const silent = sides.slice(200, 250).filter(({ caller }) => caller.every((sample) => sample === 0));
  t.true(silent.length >= 38, `${silent.length}`);
});

test('sound that comes 400 ms late in one burst does not make the recording longer once there is a pause in it', async (t) => {
  const clock = new FakeClock();
  const call = new AbortController();
  const media = new FakeMedia(0);
  let frames = 0;
  const line = new Line({ media, clock, signal: call.signal, tap: { write: () => frames++ } });
  const reading = (async () => {
    while (await line.nextFrame());
  })();
  for (let index = 0; index < 500; index++) {
    clock.advance(frameMs);
    const held = index >= 100 && index < 120;
    const quiet = index > 300 && index < 400;
    for (let count = index === 120 ? 21 : held ? 0 : 1; count > 0; count--)
      media.frames.push(quiet ? new Int16Array(samplesPerFrame) : voice.slice());
    await settled();
  }
  call.abort(new Error('the caller hung up'));
  media.close();
  await reading;
  t.true(within(2)(frames, 500), `${frames}`);
});
