import test from 'ava';
import { delayAfterMs, maxAttempts } from './back-off.ts';

test('the wait doubles from half a minute to an hour', (t) => {
  const longest = () => 0;
  t.deepEqual(
    [1, 2, 3, 7, 8, 9, 100, 10_000].map((attempt) => delayAfterMs(attempt, longest) / 60_000),
    [0.5, 1, 2, 32, 60, 60, 60, 60],
  );
});

test('items that failed together come back apart', (t) => {
  t.is(
    delayAfterMs(1, () => 1),
    24_000,
  );
  t.true(new Set(Array.from({ length: 50 }, () => delayAfterMs(9))).size > 40);
});

test('attempts are given up after about five days', (t) => {
  const totalMs = Array.from({ length: maxAttempts - 1 }, (_, index) => delayAfterMs(index + 1, () => 0.5)).reduce((sum, ms) => sum + ms, 0);
  const days = totalMs / 86_400_000;
  t.true(days > 4 && days < 6, `${days} days`);
});
