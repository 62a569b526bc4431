import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { isCode } from '../../core/errors.ts';
import { until } from '../../testing/until.ts';
import type { BreakerState } from './circuit-breaker.ts';
import type { MisbehavingEngine } from './misbehaving-child.ts';
import { soon, startedHost } from './misbehaving-host.ts';

for (const signal of ['SIGSEGV', 'SIGKILL', 'SIGABRT'] as const) {
  test.serial(`a child that dies of ${signal} fails what is in flight and comes back`, async (t) => {
    let restarts = 0;
    const lost: string[] = [];
    const host = await startedHost(t, { observer: { onRestart: () => restarts++ }, onLost: (error) => lost.push(error.code) });
    const before = host.pid;
    const inFlight = host.request('never', null, soon);
    const errors = await Promise.all([t.throwsAsync(inFlight), t.throwsAsync(host.request('die', signal, soon))]);
    for (const error of errors) t.true(isCode(error, 'engine-failed') && error.retryable && error.message.includes(signal));
    t.false(host.health().ready);
    t.true(isCode(await t.throwsAsync(host.request('echo', 1, soon)), 'engine-failed'));
    await until('the engine to be ready', () => host.health().ready);
    t.is(await host.request('echo', 'again', soon), 'again');
    t.not(host.pid, before);
    t.is(restarts, 1);
    t.deepEqual(lost, ['engine-failed']);
  });
}

test.serial('an engine that answers nothing any more is taken for hung, killed and started again', async (t) => {
  const host = await startedHost(t, { maxTimeouts: 2 });
  const before = host.pid;
  host.send('block', 60_000);
  for (let n = 0; n < 2; n++) t.true(isCode(await t.throwsAsync(host.request('echo', n, { deadlineMs: 50 })), 'timeout'));
  await until('another process', () => host.health().ready && host.pid !== before);
  t.is(await host.request('echo', 'back', soon), 'back');
});

test.serial('an engine that cannot be restarted is tried again until it can', async (t) => {
  const options: MisbehavingEngine['options'] = { start: 'well' };
  let restarts = 0;
  const onRestart = () => {
    options.start = ++restarts < 3 ? 'refuse' : 'well';
  };
  const host = await startedHost(t, { options, observer: { onRestart } });
  await t.throwsAsync(host.request('die', 'SIGKILL', soon));
  await until('the engine to be ready', () => host.health().ready);
  t.is(restarts, 3);
});

test.serial('a child that is told to end by a signal finishes what is in flight, and another takes its place', async (t) => {
  const lost: string[] = [];
  const host = await startedHost(t, { onLost: (error) => lost.push(error.code), breaker: { maxFailures: 1 } });
  const before = host.pid!;
  const slow = host.request('slow', 150, soon);
  process.kill(before, 'SIGTERM');
  t.is(await slow, 'done');
  await until('another process', () => host.health().ready && host.pid !== before);
  t.is(await host.request('echo', 'next', soon), 'next');
  t.deepEqual(lost, ['engine-failed']);
});

test.serial('an engine that dies again and again is left alone, tried again, and in use when it stays', async (t) => {
  const states: BreakerState[] = [];
  let restarts = 0;
  const host = await startedHost(t, {
    breaker: { maxFailures: 3, firstOpenMs: 300, trialMs: 50 },
    observer: { onBreaker: (state) => states.push(state), onRestart: () => restarts++ },
  });
  for (let death = 1; death <= 3; death++) {
    await until('the engine to be ready', () => host.health().ready);
    await t.throwsAsync(host.request('die', 'SIGKILL', soon));
  }
  t.regex(host.health().reason ?? '', /^the test engine failed again and again and is left alone for 1 s: the test engine was ended by SIGKILL/);
  t.is(restarts, 2);
  t.true(isCode(await t.throwsAsync(host.request('echo', 1, soon)), 'engine-failed'));
  await until('the engine to be ready', () => host.health().ready);
  t.is(await host.request('echo', 'back', soon), 'back');
  await until('the breaker to close', () => states.length === 4);
  t.deepEqual(states, ['closed', 'open', 'half-open', 'closed']);
});

test.serial('an engine that dies in its trial is left alone again', async (t) => {
  const states: BreakerState[] = [];
  const host = await startedHost(t, {
    breaker: { maxFailures: 1, firstOpenMs: 10, trialMs: 60_000 },
    observer: { onBreaker: (state) => states.push(state) },
  });
  for (let death = 1; death <= 2; death++) {
    await until('the engine to be ready', () => host.health().ready);
    await t.throwsAsync(host.request('die', 'SIGKILL', soon));
  }
  await until('the engine to be ready', () => host.health().ready);
  t.deepEqual(states, ['closed', 'open', 'half-open', 'open', 'half-open']);
});

test.serial('stopping while it waits for a restart starts nothing any more', async (t) => {
  let restarts = 0;
  const host = await startedHost(t, { backOff: { firstMs: 50 }, observer: { onRestart: () => restarts++ } });
  await t.throwsAsync(host.request('die', 'SIGKILL', soon));
  await host.stop();
  await sleep(100);
  t.is(restarts, 0);
  t.is(host.pid, undefined);
});
