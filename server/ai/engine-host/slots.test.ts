import test from 'ava';
import { isCode } from '../../core/errors.ts';
import { Slots } from './slots.ts';

test('only so many hold a place at once, the others get theirs in order', async (t) => {
  const slots = new Slots(1, 10);
  const order: number[] = [];
  const first = await slots.acquire();
  const others = [1, 2].map(async (n) => {
    const release = await slots.acquire();
    order.push(n);
    release();
  });
  t.deepEqual(order, []);
  first();
  first();
  await Promise.all(others);
  t.deepEqual(order, [1, 2]);
});

test('who gives up while waiting takes no place', async (t) => {
  const slots = new Slots(1, 10);
  const release = await slots.acquire();
  const call = new AbortController();
  const waiting = slots.acquire(call.signal);
  call.abort(new Error('hung up'));
  await t.throwsAsync(waiting, { message: 'hung up' });
  release();
  (await slots.acquire())();
  t.pass();
});

test('who gives up in the very moment of getting the place gives it back', async (t) => {
  const slots = new Slots(1, 10);
  const release = await slots.acquire();
  const call = new AbortController();
  const waiting = slots.acquire(call.signal);
  release();
  call.abort(new Error('hung up'));
  await waiting.then(
    (giveBack) => giveBack(),
    () => {},
  );
  (await slots.acquire())();
  t.pass();
});

test('too many waiting are refused', async (t) => {
  const slots = new Slots(1, 0);
  await slots.acquire();
  t.true(isCode(await t.throwsAsync(slots.acquire()), 'unavailable'));
});
