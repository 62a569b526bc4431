import test from 'ava';
import { systemClock } from '../../core/clock.ts';
import { Nap } from './nap.ts';

const forEverMs = 600_000;
const never = new AbortController().signal;

test('a nap ends when it is woken', async (t) => {
  const nap = new Nap();
  const sleeping = nap.sleep(forEverMs, systemClock, never);
  nap.wake();
  await t.notThrowsAsync(sleeping);
});

test('a wake before the nap is not missed, and wakes but once', async (t) => {
  const nap = new Nap();
  nap.wake();
  await nap.sleep(forEverMs, systemClock, never);
  let awake = false;
  const second = nap.sleep(forEverMs, systemClock, never).then(() => (awake = true));
  await new Promise((resolve) => setImmediate(resolve));
  t.false(awake);
  nap.wake();
  await second;
  t.true(awake);
});

test('a nap ends when its signal aborts, also before it began', async (t) => {
  await t.notThrowsAsync(new Nap().sleep(forEverMs, systemClock, AbortSignal.abort()));
});
