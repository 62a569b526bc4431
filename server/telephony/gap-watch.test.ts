import test from 'ava';
import { systemClock } from '../core/clock.ts';
import { GapWatch } from './gap-watch.ts';

test('a time that is put off again and again takes one sleep at a time', async (t) => {
  const sleeps: { ms: number; end: () => void }[] = [];
  let nowMs = 0;
  const sleep = (ms: number) => new Promise<void>((end) => void sleeps.push({ ms, end }));
  const watch = new GapWatch({ ...systemClock, nowMs: () => nowMs, sleep });
  const first = watch.before(200);
  for (nowMs = 20; nowMs < 200; nowMs += 20) t.is(watch.before(nowMs + 200), first);
  t.deepEqual(
    sleeps.map(({ ms }) => ms),
    [200],
  );
  sleeps[0]!.end();
  t.is(await first, 'woken');
  void watch.before(380);
  t.deepEqual(
    sleeps.map(({ ms }) => ms),
    [200, 180],
  );
});
