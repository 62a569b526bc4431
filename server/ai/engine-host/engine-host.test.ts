import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { isCode } from '../../core/errors.ts';
import { until } from '../../testing/until.ts';
import { soon, startedHost } from './misbehaving-host.ts';
import type { EngineObserver } from './observer.ts';

test.serial('answers come back to their questions, whatever their order', async (t) => {
  const host = await startedHost(t);
  const slow = host.request('slow', 100, soon);
  t.deepEqual(await host.request('echo', { pcm: new Int16Array([1, -2]) }, soon), { pcm: new Int16Array([1, -2]) });
  t.is(await slow, 'done');
});

test.serial('messages arrive in the order of sending, among the requests too', async (t) => {
  const noted: unknown[] = [];
  const host = await startedHost(t, { events: { noted: (payload) => noted.push(payload) } });
  for (let n = 0; n < 100; n++) t.true(host.send('note', n));
  const numbers = Array.from({ length: 100 }, (_, n) => n);
  t.deepEqual(await host.request('noted', null, soon), numbers);
  t.deepEqual(noted, numbers);
});

test.serial('what the child throws arrives with its code and its decision', async (t) => {
  const host = await startedHost(t);
  const error = await t.throwsAsync(host.request('refuse', null, soon));
  t.true(isCode(error, 'bad-input') && !error.retryable && error.message === 'no');
});

test.serial('a request that is never answered ends at its deadline, and the engine still works', async (t) => {
  const host = await startedHost(t);
  const error = await t.throwsAsync(host.request('never', null, { deadlineMs: 30 }));
  t.true(isCode(error, 'timeout') && error.retryable);
  t.is(await host.request('echo', 1, soon), 1);
});

test.serial('more requests than the bound are refused at once', async (t) => {
  const host = await startedHost(t, { maxInFlight: 2, stopDeadlineMs: 100 });
  const waiting = [1, 2].map(() => host.request('never', null, soon).catch((error) => error));
  t.true(isCode(await t.throwsAsync(host.request('echo', 1, soon)), 'unavailable'));
  await host.stop();
  for (const ended of waiting) t.true(isCode(await ended, 'unavailable'));
});

test.serial('an observer is told what became of each request, and how many wait', async (t) => {
  const told: string[] = [];
  const loads: number[] = [];
  const observer: EngineObserver = { onRequest: (name, outcome) => told.push(`${name} ${outcome}`), onLoad: (inFlight) => loads.push(inFlight) };
  const host = await startedHost(t, { maxInFlight: 2, observer, stopDeadlineMs: 100 });
  await host.request('echo', 'a secret', soon);
  await t.throwsAsync(host.request('refuse', null, soon));
  await t.throwsAsync(host.request('never', null, { deadlineMs: 20 }));
  t.deepEqual(loads, [1, 0, 1, 0, 1, 0]);
  const call = new AbortController();
  const gone = host.request('slow', 20, { ...soon, signal: call.signal });
  const waiting = t.throwsAsync(host.request('never', null, soon));
  await t.throwsAsync(host.request('echo', 1, soon));
  call.abort(new Error('hung up'));
  await t.throwsAsync(gone);
  await until('the answer that nobody waits for', () => told.includes('slow aborted'));
  await host.stop();
  await waiting;
  await t.throwsAsync(host.request('echo', 1, soon));
  t.deepEqual(told, ['echo answered', 'refuse refused', 'never timeout', 'echo unavailable', 'slow aborted', 'never unavailable', 'echo lost']);
});

test.serial('messages that the child does not take are refused, not hoarded', async (t) => {
  const host = await startedHost(t, { maxUnsent: 4 });
  host.send('block', 60_000);
  let taken = 0;
  while (host.send('note', new Int16Array(100_000)) && taken < 1000) {
    taken++;
    await sleep(1);
  }
  t.true(taken < 100, `${taken} messages of 200 kB were accepted`);
  t.true(host.send('note', 'the end', { always: true }));
});

test.serial('an aborted wait ends with the signal’s reason', async (t) => {
  const host = await startedHost(t);
  const call = new AbortController();
  const reason = new Error('hung up');
  const wait = host.request('never', null, { ...soon, signal: call.signal });
  call.abort(reason);
  t.is(await t.throwsAsync(wait), reason);
});
