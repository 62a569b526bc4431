import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { isCode } from '../../core/errors.ts';
import { silentLogger } from '../../core/logger.ts';
import type { BreakerState } from './circuit-breaker.ts';
import { EngineHost } from './engine-host.ts';
import type { EngineHostOptions } from './host-options.ts';
import type { MisbehavingEngine } from './misbehaving-child.ts';
import type { EngineObserver } from './observer.ts';

const entry = new URL('./misbehaving-child.ts', import.meta.url);
const soon = { deadlineMs: 20_000 };

function makeHost(t: ExecutionContext, options: Partial<EngineHostOptions<MisbehavingEngine>> = {}): EngineHost<MisbehavingEngine> {
  const host = new EngineHost<MisbehavingEngine>({
    name: 'the test engine',
    entry,
    options: { start: 'well' },
    logger: silentLogger,
    backOff: { firstMs: 1 },
    stopDeadlineMs: 2000,
    ...options,
  });
  t.teardown(() => host.stop());
  return host;
}

async function startedHost(t: ExecutionContext, options?: Partial<EngineHostOptions<MisbehavingEngine>>): Promise<EngineHost<MisbehavingEngine>> {
  const host = makeHost(t, options);
  await host.start();
  return host;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('answers come back to their questions, whatever their order', async (t) => {
  const host = await startedHost(t);
  const slow = host.request('slow', 100, soon);
  t.deepEqual(await host.request('echo', { pcm: new Int16Array([1, -2]) }, soon), { pcm: new Int16Array([1, -2]) });
  t.is(await slow, 'done');
});

test('messages arrive in the order of sending, among the requests too', async (t) => {
  const noted: unknown[] = [];
  const host = await startedHost(t, { events: { noted: (payload) => noted.push(payload) } });
  for (let n = 0; n < 100; n++) t.true(host.send('note', n));
  const numbers = Array.from({ length: 100 }, (_, n) => n);
  t.deepEqual(await host.request('noted', null, soon), numbers);
  t.deepEqual(noted, numbers);
});

test('what the child throws arrives with its code and its decision', async (t) => {
  const host = await startedHost(t);
  const error = await t.throwsAsync(host.request('refuse', null, soon));
  t.true(isCode(error, 'bad-input') && !error.retryable && error.message === 'no');
});

for (const signal of ['SIGSEGV', 'SIGKILL', 'SIGABRT'] as const) {
  test(`a child that dies of ${signal} fails what is in flight and comes back`, async (t) => {
    let restarts = 0;
    const lost: string[] = [];
    const host = await startedHost(t, { observer: { onRestart: () => restarts++ }, onLost: (error) => lost.push(error.code) });
    const before = host.pid;
    const inFlight = host.request('never', null, soon);
    const errors = await Promise.all([t.throwsAsync(inFlight), t.throwsAsync(host.request('die', signal, soon))]);
    for (const error of errors) t.true(isCode(error, 'engine-failed') && error.retryable && error.message.includes(signal));
    t.false(host.health().ready);
    t.true(isCode(await t.throwsAsync(host.request('echo', 1, soon)), 'engine-failed'));
    await until(() => host.health().ready);
    t.is(await host.request('echo', 'again', soon), 'again');
    t.not(host.pid, before);
    t.is(restarts, 1);
    t.deepEqual(lost, ['engine-failed']);
  });
}

test('a request that is never answered ends at its deadline, and the engine still works', async (t) => {
  const host = await startedHost(t);
  const error = await t.throwsAsync(host.request('never', null, { deadlineMs: 30 }));
  t.true(isCode(error, 'timeout') && error.retryable);
  t.is(await host.request('echo', 1, soon), 1);
});

test('an engine that answers nothing any more is taken for hung, killed and started again', async (t) => {
  const host = await startedHost(t, { maxTimeouts: 2 });
  const before = host.pid;
  host.send('block', 60_000);
  for (let n = 0; n < 2; n++) t.true(isCode(await t.throwsAsync(host.request('echo', n, { deadlineMs: 50 })), 'timeout'));
  await until(() => host.health().ready && host.pid !== before);
  t.is(await host.request('echo', 'back', soon), 'back');
});

test('a failed handshake rejects the start with the child’s reason and starts nothing again', async (t) => {
  let restarts = 0;
  const host = makeHost(t, { options: { start: 'refuse' }, observer: { onRestart: () => restarts++ } });
  const error = await t.throwsAsync(host.start());
  t.true(isCode(error, 'engine-missing'));
  t.deepEqual(host.health(), { ready: false, reason: 'there is no such engine here' });
  t.is(host.pid, undefined);
  t.is(restarts, 0);
});

test('a child that dies or stays silent at its start rejects the start', async (t) => {
  const dying = await t.throwsAsync(makeHost(t, { options: { start: 'die' } }).start());
  t.true(isCode(dying, 'engine-failed') && dying.message.includes('status 7'));
  t.true(isCode(await t.throwsAsync(makeHost(t, { options: { start: 'never' }, startDeadlineMs: 300 }).start()), 'timeout'));
});

test('what a dying child said last is in the log', async (t) => {
  const warnings: object[] = [];
  const logger = { ...silentLogger, warn: (fields: object) => warnings.push(fields) };
  await t.throwsAsync(makeHost(t, { options: { start: 'die' }, logger }).start());
  t.like(warnings[0], { lastLines: ['I cannot go on'] });
});

test('an engine that cannot be restarted is tried again until it can', async (t) => {
  const options: MisbehavingEngine['options'] = { start: 'well' };
  let restarts = 0;
  const onRestart = () => {
    options.start = ++restarts < 3 ? 'refuse' : 'well';
  };
  const host = await startedHost(t, { options, observer: { onRestart } });
  await t.throwsAsync(host.request('die', 'SIGKILL', soon));
  await until(() => host.health().ready);
  t.is(restarts, 3);
});

test('more requests than the bound are refused at once', async (t) => {
  const host = await startedHost(t, { maxInFlight: 2, stopDeadlineMs: 100 });
  const waiting = [1, 2].map(() => host.request('never', null, soon).catch((error) => error));
  t.true(isCode(await t.throwsAsync(host.request('echo', 1, soon)), 'unavailable'));
  await host.stop();
  for (const ended of waiting) t.true(isCode(await ended, 'unavailable'));
});

test('what is in flight when it is stopped is still answered, and nothing new is taken', async (t) => {
  const host = await startedHost(t);
  const slow = host.request('slow', 150, soon);
  const stop = host.stop();
  t.false(host.health().ready);
  t.true(isCode(await t.throwsAsync(host.request('echo', 1, soon)), 'engine-failed'));
  t.is(await slow, 'done');
  await stop;
  t.is(host.pid, undefined);
});

test('a child that is told to end by a signal finishes what is in flight, and another takes its place', async (t) => {
  const lost: string[] = [];
  const host = await startedHost(t, { onLost: (error) => lost.push(error.code), breaker: { maxFailures: 1 } });
  const before = host.pid!;
  const slow = host.request('slow', 150, soon);
  process.kill(before, 'SIGTERM');
  t.is(await slow, 'done');
  await until(() => host.health().ready && host.pid !== before);
  t.is(await host.request('echo', 'next', soon), 'next');
  t.deepEqual(lost, ['engine-failed']);
});

test('a child does not end by the Ctrl-C that reaches the whole terminal', async (t) => {
  const host = await startedHost(t);
  const { pid } = host;
  process.kill(pid!, 'SIGINT');
  process.kill(pid!, 'SIGHUP');
  t.is(await host.request('slow', 50, soon), 'done');
  t.is(host.pid, pid);
});

test('an engine that dies again and again is left alone, tried again, and in use when it stays', async (t) => {
  const states: BreakerState[] = [];
  let restarts = 0;
  const host = await startedHost(t, {
    breaker: { maxFailures: 3, firstOpenMs: 300, trialMs: 50 },
    observer: { onBreaker: (state) => states.push(state), onRestart: () => restarts++ },
  });
  for (let death = 1; death <= 3; death++) {
    await until(() => host.health().ready);
    await t.throwsAsync(host.request('die', 'SIGKILL', soon));
  }
  t.regex(host.health().reason ?? '', /^the test engine failed again and again and is left alone for 1 s: the test engine was ended by SIGKILL/);
  t.is(restarts, 2);
  t.true(isCode(await t.throwsAsync(host.request('echo', 1, soon)), 'engine-failed'));
  await until(() => host.health().ready);
  t.is(await host.request('echo', 'back', soon), 'back');
  await until(() => states.length === 4);
  t.deepEqual(states, ['closed', 'open', 'half-open', 'closed']);
});

test('an engine that dies in its trial is left alone again', async (t) => {
  const states: BreakerState[] = [];
  const host = await startedHost(t, {
    breaker: { maxFailures: 1, firstOpenMs: 10, trialMs: 60_000 },
    observer: { onBreaker: (state) => states.push(state) },
  });
  for (let death = 1; death <= 2; death++) {
    await until(() => host.health().ready);
    await t.throwsAsync(host.request('die', 'SIGKILL', soon));
  }
  await until(() => host.health().ready);
  t.deepEqual(states, ['closed', 'open', 'half-open', 'open', 'half-open']);
});

test('an observer is told what became of each request, and how many wait', async (t) => {
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
  await until(() => told.includes('slow aborted'));
  await host.stop();
  await waiting;
  await t.throwsAsync(host.request('echo', 1, soon));
  t.deepEqual(told, ['echo answered', 'refuse refused', 'never timeout', 'echo unavailable', 'slow aborted', 'never unavailable', 'echo lost']);
});

test('messages that the child does not take are refused, not hoarded', async (t) => {
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

test('an aborted wait ends with the signal’s reason', async (t) => {
  const host = await startedHost(t);
  const call = new AbortController();
  const reason = new Error('hung up');
  const wait = host.request('never', null, { ...soon, signal: call.signal });
  call.abort(reason);
  t.is(await t.throwsAsync(wait), reason);
});

test('it can be started and stopped twice, and again', async (t) => {
  const host = makeHost(t);
  t.false(host.health().ready);
  await host.start();
  const pid = host.pid!;
  await host.start();
  t.is(host.pid, pid);
  await host.stop();
  await host.stop();
  t.false(isAlive(pid));
  t.deepEqual(host.health(), { ready: false, reason: 'the test engine is stopped' });
  await host.start();
  t.is(await host.request('echo', 1, soon), 1);
});

test('a start that is aborted leaves no child behind', async (t) => {
  const host = makeHost(t, { options: { start: 'never' } });
  const stop = new AbortController();
  const reason = new Error('not any more');
  const start = host.start(stop.signal);
  const pid = host.pid!;
  stop.abort(reason);
  t.is(await t.throwsAsync(start), reason);
  t.false(isAlive(pid));
});

test('a child that does not end when asked is killed', async (t) => {
  const host = await startedHost(t, { stopDeadlineMs: 50 });
  const pid = host.pid!;
  host.send('block', 60_000);
  await host.stop();
  t.false(isAlive(pid));
});

test('stopping while it waits for a restart starts nothing any more', async (t) => {
  let restarts = 0;
  const host = await startedHost(t, { backOff: { firstMs: 50 }, observer: { onRestart: () => restarts++ } });
  await t.throwsAsync(host.request('die', 'SIGKILL', soon));
  await host.stop();
  await sleep(100);
  t.is(restarts, 0);
  t.is(host.pid, undefined);
});

test('the child sees none of the server’s environment and flags, and can be more modest than the server', async (t) => {
  const host = await startedHost(t, { env: { UV_THREADPOOL_SIZE: '2' }, niceLevel: 5 });
  t.deepEqual(
    host.info?.environment.filter((name) => !name.startsWith('NODE_CHANNEL')),
    ['UV_THREADPOOL_SIZE'],
  );
  t.deepEqual(host.info?.execArgv, []);
  t.true(host.info!.niceLevel >= 5);
});

test('a child ends with its parent, even when that is killed', async (t) => {
  const program = `
    import { EngineHost } from ${JSON.stringify(new URL('./engine-host.ts', import.meta.url).href)};
    import { silentLogger } from ${JSON.stringify(new URL('../../core/logger.ts', import.meta.url).href)};
    const host = new EngineHost({ name: 'x', entry: new URL(${JSON.stringify(entry.href)}), options: { start: 'well' }, logger: silentLogger });
    await host.start();
    console.log(host.pid);
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(parent.stdout, 'data');
  const pid = Number(String(line));
  t.true(isAlive(pid));
  parent.kill('SIGKILL');
  await until(() => !isAlive(pid));
  t.pass();
});
