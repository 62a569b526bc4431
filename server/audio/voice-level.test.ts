import test from 'ava';
import { nextVoiceLevel, typicalVoiceDbfs } from './voice-level.ts';

function after(level: number, frameDbfs: number, frames: number, voiced = true): number {
  let next = level;
  for (let n = 0; n < frames; n++) next = nextVoiceLevel(next, frameDbfs, voiced);
  return next;
}

test('a word lifts it, a click hardly', (t) => {
  t.true(after(typicalVoiceDbfs, -20, 20) > -20.1);
  t.true(after(typicalVoiceDbfs, -10, 1) <= typicalVoiceDbfs + 1.3);
});

test('what is no voice does not lift it', (t) => {
  t.is(after(typicalVoiceDbfs, -10, 50, false), typicalVoiceDbfs);
});

test('it fades by two decibels in a second, to that of a usual caller', (t) => {
  t.true(Math.abs(after(-20, -25, 50, false) - -22) < 0.01);
  t.is(after(-20, -60, 500), typicalVoiceDbfs);
});
