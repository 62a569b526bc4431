import { spawn } from 'node:child_process';
import { once } from 'node:events';
import test from 'ava';
import { isCode } from '../../core/errors.ts';
import { silentLogger } from '../../core/logger.ts';
import { isAlive } from '../../testing/child-processes.ts';
import { until } from '../../testing/until.ts';
import { entry, makeHost, soon, startedHost } from './misbehaving-host.ts';

test.serial('a failed handshake rejects the start with the child’s reason and starts nothing again', async (t) => {
  let restarts = 0;
  const host = makeHost(t, { options: { start: 'refuse' }, observer: { onRestart: () => restarts++ } });
  const error = await t.throwsAsync(host.start());
  t.true(isCode(error, 'engine-missing'));
  t.deepEqual(host.health(), { ready: false, reason: 'there is no such engine here' });
  t.is(host.pid, undefined);
  t.is(restarts, 0);
});

test.serial('a child that dies or stays silent at its start rejects the start', async (t) => {
  const dying = await t.throwsAsync(makeHost(t, { options: { start: 'die' } }).start());
  t.true(isCode(dying, 'engine-failed') && dying.message.includes('status 7'));
  t.true(isCode(await t.throwsAsync(makeHost(t, { options: { start: 'never' }, startDeadlineMs: 300 }).start()), 'timeout'));
});

test.serial('what a dying child said last is in the log', async (t) => {
  const warnings: object[] = [];
  const logger = { ...silentLogger, warn: (fields: object) => warnings.push(fields) };
  await t.throwsAsync(makeHost(t, { options: { start: 'die' }, logger }).start());
  t.like(warnings[0], { lastLines: ['I cannot go on'] });
});

test.serial('what is in flight when it is stopped is still answered, and nothing new is taken', async (t) => {
  const host = await startedHost(t);
  const slow = host.request('slow', 150, soon);
  const stop = host.stop();
  t.false(host.health().ready);
  t.true(isCode(await t.throwsAsync(host.request('echo', 1, soon)), 'engine-failed'));
  t.is(await slow, 'done');
  await stop;
  t.is(host.pid, undefined);
});

test.serial('a child does not end by the Ctrl-C that reaches the whole terminal', async (t) => {
  const host = await startedHost(t);
  const { pid } = host;
  process.kill(pid!, 'SIGINT');
  process.kill(pid!, 'SIGHUP');
  t.is(await host.request('slow', 50, soon), 'done');
  t.is(host.pid, pid);
});

test.serial('it can be started and stopped twice, and again', async (t) => {
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

test.serial('a start that is aborted leaves no child behind', async (t) => {
  const host = makeHost(t, { options: { start: 'never' } });
  const stop = new AbortController();
  const reason = new Error('not any more');
  const start = host.start(stop.signal);
  const pid = host.pid!;
  stop.abort(reason);
  t.is(await t.throwsAsync(start), reason);
  t.false(isAlive(pid));
});

test.serial('a child that does not end when asked is killed', async (t) => {
  const host = await startedHost(t, { stopDeadlineMs: 50 });
  const pid = host.pid!;
  host.send('block', 60_000);
  await host.stop();
  t.false(isAlive(pid));
});

test.serial('the child sees none of the server’s environment and flags, and can be more modest than the server', async (t) => {
  const host = await startedHost(t, { env: { UV_THREADPOOL_SIZE: '2' }, niceLevel: 5 });
  t.deepEqual(
    host.info?.environment.filter((name) => !name.startsWith('NODE_CHANNEL')),
    ['UV_THREADPOOL_SIZE'],
  );
  t.deepEqual(host.info?.execArgv, []);
  t.true(host.info!.niceLevel >= 5);
});

test.serial('a child ends with its parent, even when that is killed', async (t) => {
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
  await until('the end of the child', () => !isAlive(pid));
  t.pass();
});
