import test from 'ava';
import { type NoiseFloor, nextNoiseFloor } from './noise-floor.ts';

function after(floor: NoiseFloor, frameDbfs: number, frames: number, heard = false): NoiseFloor {
  let next = floor;
  for (let n = 0; n < frames; n++) next = nextNoiseFloor(next, frameDbfs, heard);
  return next;
}

test('the first sound of the line sets it, digital silence before does not', (t) => {
  t.is(after(undefined, -96, 100), undefined);
  t.is(after(undefined, -52, 1), -52);
});

test('a caller who speaks from the first frame on does not set it above himself', (t) => {
  t.is(after(undefined, -20, 1, true), -45);
});

test('a pause brings it down within a few frames, to a lowest level', (t) => {
  t.true(after(-40, -60, 20)! <= -60);
  t.is(after(-40, -96, 100), -65);
});

test('noise lifts it in a second, a voice hardly', (t) => {
  t.true(after(-60, -45, 50)! >= -45.01);
  t.true(after(-60, -20, 50, true)! <= -57.9);
});

test('it never climbs over a voice', (t) => {
  t.is(after(-60, -10, 5000, true), -35);
});
