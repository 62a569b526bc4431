import { setImmediate as breathe } from 'node:timers/promises';
import test from 'ava';
import { Precedence } from './precedence.ts';

const never = new AbortController().signal;

test('work waits while more urgent work is done, and not for its like', async (t) => {
  const precedence = new Precedence();
  const done: string[] = [];
  const ends = [precedence.begin('answer'), precedence.begin('answer'), precedence.begin('ahead')];
  void precedence.turn('answer', never).then(() => done.push('answer'));
  void precedence.turn('ahead', never).then(() => done.push('ahead'));
  void precedence.turn('background', never).then(() => done.push('background'));
  await breathe();
  t.deepEqual(done, ['answer']);
  ends[0]!();
  ends[0]!();
  await breathe();
  t.deepEqual(done, ['answer']);
  ends[1]!();
  await breathe();
  t.deepEqual(done, ['answer', 'ahead']);
  ends[2]!();
  await breathe();
  t.deepEqual(done, ['answer', 'ahead', 'background']);
});

test('who does not want it any more does not wait', async (t) => {
  const precedence = new Precedence();
  precedence.begin('answer');
  const call = new AbortController();
  const waiting = precedence.turn('ahead', call.signal);
  const reason = new Error('hung up');
  call.abort(reason);
  t.is(await t.throwsAsync(waiting), reason);
});
