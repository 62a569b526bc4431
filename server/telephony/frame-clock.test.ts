import test from 'ava';
import { FrameClock } from './frame-clock.ts';

/** Hands over frames that come at these times; returns how many of them are made up for, in all. */
function lostOf(arrivalsMs: readonly number[], zeroMs = 0): number {
  const clock = new FrameClock(zeroMs);
  let frames = 0;
  let lost = 0;
  for (const atMs of arrivalsMs) {
    const now = clock.observe(++frames, atMs);
    frames += now;
    lost += now;
  }
  return lost;
}

const seconds = (count: number) => Array.from({ length: count * 50 }, (_, index) => (index + 1) * 20);

test('frames in time are all there', (t) => {
  t.is(lostOf(seconds(10)), 0);
  t.is(lostOf(seconds(10).map((atMs) => atMs + 39)), 0);
});

test('frames that never come are missed, one by one as they are lost', (t) => {
  t.is(lostOf(seconds(10).filter((_, index) => index % 10 !== 3)), 45);
});

test('frames that come late, in one burst, are not lost', (t) => {
  t.is(lostOf(seconds(10).map((atMs) => (atMs > 3_000 && atMs < 3_900 ? 3_900 : atMs))), 0);
});

test('a consumer that did not read for two seconds loses nothing', (t) => {
  t.is(lostOf(seconds(10).map((atMs) => (atMs > 4_001 && atMs < 6_200 ? 6_200 : atMs))), 0);
});

test('frames that came after silence had stood in for them are too many', (t) => {
  const doubled = seconds(10).flatMap((atMs) => (atMs > 3_000 && atMs <= 3_300 ? [atMs, atMs] : [atMs]));
  const clock = new FrameClock(0);
  const found = doubled.map((atMs, index) => clock.observe(index + 1, atMs)).find((lost) => lost !== 0);
  t.is(found, -15);
});
