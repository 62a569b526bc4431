import test from 'ava';
import { concatPcm, type Pcm, pcmOfBytes } from '../../core/audio-frame.ts';
import { MediaPlayout } from './media-playout.ts';

/** chan_websocket as its documentation describes it: a queue of frames and marks, one frame each 20 ms, whole frames only, full at 1,000. */
class SimulatedSwitch {
  readonly playout = new MediaPlayout((message) => this.#receive(message));
  readonly played: Pcm[] = [];
  longest = 0;
  flushes = 0;
  /** Moments at which there was nothing to play: 20 ms without sound for whoever listens. */
  holes = 0;
  #queue: (Pcm | string)[] = [];

  #receive(message: string | Buffer): void {
    if (message === 'FLUSH_MEDIA') {
      this.flushes++;
      this.#queue = [];
    } else if (typeof message === 'string') this.#queue.push(message.replace('MARK_MEDIA ', ''));
    else {
      const pcm = pcmOfBytes(message).slice();
      for (let at = 0; at + 320 <= pcm.length; at += 320) this.#queue.push(pcm.subarray(at, at + 320));
    }
    this.longest = Math.max(this.longest, this.queuedFrames);
  }

  get queuedFrames(): number {
    return this.#queue.filter((item) => typeof item !== 'string').length;
  }

  /** 20 ms: takes the marks that are due and the frame behind them in one go; what the playout sends on their report finds that frame gone. */
  tick(): void {
    const due: string[] = [];
    while (typeof this.#queue[0] === 'string') due.push(this.#queue.shift() as string);
    const frame = this.#queue.shift() as Pcm | undefined;
    if (frame) this.played.push(frame);
    else this.holes++;
    for (const id of due) this.playout.onEvent({ type: 'mark', id });
  }

  run(ticks: number): void {
    for (let count = 0; count < ticks; count++) this.tick();
  }
}

/** Where two sounds differ, as a sentence; AVA would print every sample. */
function difference(got: Pcm, expected: Pcm): string {
  const at = expected.findIndex((sample, index) => got[index] !== sample);
  return at < 0 ? '' : `sample ${at} of ${expected.length} is ${got[at]} instead of ${expected[at]}`;
}

const ramp = (samples: number) => Int16Array.from({ length: samples }, (_, at) => (at % 30_000) + 1);

test('a minute of sound comes out whole and in order, with never more than 5 s of it in the queue of the switch', (t) => {
  const line = new SimulatedSwitch();
  const minute = ramp(960_000);
  line.playout.play(minute);
  line.run(3_000);
  t.is(difference(concatPcm(line.played), minute), '');
  t.true(line.longest <= 255, `${line.longest} frames`);
});

test('sound is sent at once', (t) => {
  const line = new SimulatedSwitch();
  line.playout.play(ramp(3200));
  t.is(line.queuedFrames, 10);
});

test('pieces of odd length are joined without a hole while they follow each other', (t) => {
  const line = new SimulatedSwitch();
  const whole = ramp(16_000);
  line.playout.play(whole.subarray(0, 777));
  for (let at = 777; at < whole.length; at += 555) {
    line.playout.play(whole.subarray(at, at + 555));
    line.tick();
  }
  line.run(60);
  t.is(difference(concatPcm(line.played), whole), '');
});

test('less than a frame is played too when nothing follows', (t) => {
  for (const samples of [1, 319, 321, 1000]) {
    const line = new SimulatedSwitch();
    line.playout.play(ramp(samples));
    line.run(10);
    t.is(line.played.length, Math.ceil(samples / 320), `${samples} samples`);
    t.is(difference(concatPcm(line.played), ramp(samples)), '');
  }
});

test('the last part of a frame follows the whole ones without a hole', (t) => {
  const line = new SimulatedSwitch();
  line.playout.play(ramp(1000));
  for (const frames of [1, 2, 3, 4]) {
    line.tick();
    t.is(line.played.length, frames);
  }
});

test('a mark is reached after the last sample before it, and not before', async (t) => {
  const line = new SimulatedSwitch();
  const outcomes: string[] = [];
  line.playout.play(ramp(1000));
  const mark = line.playout.mark().then((outcome) => outcomes.push(outcome));
  line.run(4);
  await Promise.resolve();
  t.deepEqual(outcomes, []);
  line.tick();
  await mark;
  t.deepEqual(outcomes, ['played']);
});

test('a mark with nothing before it is reached at the next tick', async (t) => {
  const line = new SimulatedSwitch();
  const mark = line.playout.mark();
  line.tick();
  t.is(await mark, 'played');
});

test('a flush drops what the switch and the adapter hold, and only that', async (t) => {
  const line = new SimulatedSwitch();
  line.playout.play(ramp(320_000));
  const dropped = line.playout.mark();
  line.run(5);
  line.playout.flush();
  t.is(await dropped, 'flushed');
  t.is(line.queuedFrames, 0);
  line.playout.play(ramp(640));
  const mark = line.playout.mark();
  line.run(3);
  t.is(await mark, 'played');
  t.is(line.played.length, 7);
});

test('a report about something that was flushed is ignored', (t) => {
  const line = new SimulatedSwitch();
  line.playout.play(ramp(320_000));
  line.playout.flush();
  line.playout.onEvent({ type: 'mark', id: '1' });
  line.playout.play(ramp(320_000));
  t.is(line.queuedFrames, 250);
});

test('nothing is sent while the switch asks for a pause', (t) => {
  const line = new SimulatedSwitch();
  line.playout.onEvent({ type: 'xoff' });
  line.playout.play(ramp(3200));
  t.is(line.queuedFrames, 0);
  line.playout.onEvent({ type: 'xon' });
  t.is(line.queuedFrames, 10);
});

test('after the end marks are flushed and nothing is sent', async (t) => {
  const line = new SimulatedSwitch();
  line.playout.play(ramp(3200));
  const pending = line.playout.mark();
  line.playout.close();
  t.is(await pending, 'flushed');
  const queued = line.queuedFrames;
  line.playout.play(ramp(3200));
  line.playout.flush();
  t.is(await line.playout.mark(), 'flushed');
  t.is(line.queuedFrames, queued);
});

test('silence goes out while nothing is played, and sound never waits behind it', (t) => {
  const line = new SimulatedSwitch();
  line.playout.fillIdle();
  line.run(200);
  t.is(line.played.length, 200);
  t.true(line.longest <= 50);
  line.playout.play(ramp(3200));
  line.run(10);
  t.is(difference(concatPcm(line.played.slice(200)), ramp(3200)), '');
  line.run(100);
  t.is(line.played.length, 310);
});

test('there is no hole between sound and silence, whatever comes after what', async (t) => {
  const line = new SimulatedSwitch();
  line.playout.fillIdle();
  line.run(7);
  for (const samples of [3200, 320, 1000, 16_000, 321]) {
    line.playout.play(ramp(samples));
    line.run(3);
    const mark = line.playout.mark();
    line.run(60);
    t.is(await mark, 'played');
    line.playout.play(ramp(samples));
    line.tick();
    line.playout.flush();
    line.run(11);
    const markOfNothing = line.playout.mark();
    line.tick();
    t.is(await markOfNothing, 'played');
    line.run(30);
  }
  t.is(line.holes, 0);
});

test('a mark is told when sound follows in the moment in which the last of what it is about was taken', async (t) => {
  const line = new SimulatedSwitch();
  line.playout.fillIdle();
  line.run(7);
  const said = line.played.length;
  line.playout.play(ramp(3200));
  const marks = [line.playout.mark(), line.playout.mark()];
  line.run(10);
  line.playout.play(ramp(3200));
  line.tick();
  t.deepEqual(await Promise.all(marks), ['played', 'played']);
  line.run(9);
  t.is(difference(concatPcm(line.played.slice(said)), concatPcm([ramp(3200), ramp(3200)])), '');
});

test('a mark in the middle of nothing is not lost to the sound that follows it', async (t) => {
  const line = new SimulatedSwitch();
  line.playout.fillIdle();
  line.run(7);
  const mark = line.playout.mark();
  line.playout.play(ramp(3200));
  line.tick();
  t.is(await mark, 'played');
});

test('sound that is still being played is not flushed by what makes way for sound', (t) => {
  const line = new SimulatedSwitch();
  line.playout.fillIdle();
  line.run(50);
  const [from, flushes] = [line.played.length, line.flushes];
  for (let piece = 0; piece < 10; piece++) {
    line.playout.play(ramp(3200));
    line.run(9);
  }
  line.run(10);
  t.is(line.flushes, flushes + 1);
  const said = concatPcm(Array.from({ length: 10 }, () => ramp(3200)));
  t.is(difference(concatPcm(line.played.slice(from)), said), '');
});
