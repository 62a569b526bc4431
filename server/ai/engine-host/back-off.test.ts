import test from 'ava';
import { BackOff } from './back-off.ts';

test('the first restart is quick, the next ones wait longer, up to a limit', (t) => {
  const backOff = new BackOff({ firstMs: 100, factor: 3, longestMs: 1000 });
  t.deepEqual(
    [0, 0, 0, 0, 0].map((ranMs) => backOff.next(ranMs)),
    [100, 300, 900, 1000, 1000],
  );
});

test('an engine that has run well for a while is restarted quickly again', (t) => {
  const backOff = new BackOff({ firstMs: 100, factor: 3, stableMs: 30_000 });
  t.deepEqual(
    [0, 0, 29_999, 30_000, 0].map((ranMs) => backOff.next(ranMs)),
    [100, 300, 900, 100, 300],
  );
});
