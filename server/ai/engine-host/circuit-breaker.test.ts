import test from 'ava';
import { CircuitBreaker } from './circuit-breaker.ts';

const options = { maxFailures: 3, windowMs: 1000, firstOpenMs: 100, factor: 2, longestOpenMs: 300 };

test('a few failures are no reason to leave an engine alone, nor many over a long time', (t) => {
  const breaker = new CircuitBreaker(options);
  for (let n = 0; n < 20; n++) t.is(breaker.failed(n * 501), 0);
  t.is(breaker.state, 'closed');
});

test('as many as the bound within the window open it, and each failed trial keeps it open for longer, up to a bound', (t) => {
  const breaker = new CircuitBreaker(options);
  t.deepEqual(
    [0, 10, 20].map((atMs) => breaker.failed(atMs)),
    [0, 0, 100],
  );
  for (const [atMs, openMs] of [
    [5000, 200],
    [9000, 300],
    [20_000, 300],
  ] as const) {
    t.is(breaker.state, 'open');
    breaker.tryAgain();
    t.is(breaker.state, 'half-open');
    t.is(breaker.failed(atMs), openMs);
  }
});

test('a trial that is passed closes it, and everything begins anew', (t) => {
  const breaker = new CircuitBreaker(options);
  for (const atMs of [0, 1, 2]) breaker.failed(atMs);
  breaker.proved();
  t.is(breaker.state, 'open', 'an engine that does not run proves nothing');
  breaker.tryAgain();
  breaker.proved();
  t.is(breaker.state, 'closed');
  t.deepEqual(
    [3, 4, 5].map((atMs) => breaker.failed(atMs)),
    [0, 0, 100],
  );
});
