import test from 'ava';
import { peakDbfs, rmsDbfs, silenceDbfs } from './level.ts';
import { gain, interleave, mix, silence, tone } from './sound.ts';

test('a tone has the peak it was asked for and a sine’s root mean square 3 dB below', (t) => {
  const beep = tone({ frequencyHz: 1000, ms: 500, peakDbfs: -12, fadeMs: 0 });
  t.is(beep.length, 8000);
  t.true(Math.abs(peakDbfs(beep) + 12) < 0.1);
  t.true(Math.abs(rmsDbfs(beep) + 15) < 0.1);
});

test('a tone begins and ends softly', (t) => {
  const beep = tone({ frequencyHz: 1000, ms: 100 });
  t.true(peakDbfs(beep.subarray(0, 8)) < -30);
  t.true(peakDbfs(beep.subarray(-8)) < -30);
});

test('silence and nothing at all have the level of silence, a number', (t) => {
  t.is(rmsDbfs(silence(20)), silenceDbfs);
  t.is(rmsDbfs(new Int16Array(0)), silenceDbfs);
  t.is(peakDbfs(new Int16Array([-32_768])), 0);
});

test('gain of 6 dB doubles, and cuts what is too loud instead of wrapping it', (t) => {
  t.deepEqual([...gain(new Int16Array([100, -100]), 6.0206)], [200, -200]);
  t.deepEqual([...gain(new Int16Array([30_000, -30_000]), 20)], [32_767, -32_768]);
});

test('mixed sounds add up, are cut at full scale and last as long as the longest', (t) => {
  t.deepEqual([...mix(new Int16Array([1, 2, 3]), new Int16Array([10]))], [11, 2, 3]);
  t.deepEqual([...mix(new Int16Array([32_000]), new Int16Array([32_000]))], [32_767]);
  t.is(mix().length, 0);
});

test('two sides become left and right, the shorter one ends in silence', (t) => {
  t.deepEqual([...interleave(new Int16Array([1, 2]), new Int16Array([9]))], [1, 9, 2, 0]);
});
