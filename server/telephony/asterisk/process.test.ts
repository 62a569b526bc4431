import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { access, readFile, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { silentLogger } from '../../core/logger.ts';
import { startTestAsterisk } from '../../testing/asterisk.ts';
import { TestAri } from '../../testing/test-ari.ts';
import type { Protocol } from './port-holders.ts';
import { AsteriskProcess } from './process.ts';
import { launch, untilReady } from './process-launch.ts';
import { runningIn } from './process-stale.ts';

const lives = (pid: number) =>
  access(`/proc/${pid}`).then(
    () => true,
    () => false,
  );

test('it starts and stops twice, and leaves nothing running', async (t) => {
  const { configuration, process, stop } = await startTestAsterisk();
  t.teardown(stop);
  t.deepEqual(process.health(), { ready: true });
  const first = process.pid!;
  await process.start();
  t.is(process.pid, first);
  await process.stop();
  await process.stop();
  t.false(await lives(first));
  t.false(process.health().ready);
  await process.start();
  t.not(process.pid, first);
  t.truthy(await new TestAri(configuration).request('GET', '/asterisk/info'));
});

test('killed, it is back by itself', async (t) => {
  const { configuration, process, stop } = await startTestAsterisk();
  t.teardown(stop);
  const first = process.pid!;
  globalThis.process.kill(first, 'SIGKILL');
  while (process.restarts === 0 || !process.health().ready) await new Promise((resolve) => setTimeout(resolve, 20));
  t.not(process.pid, first);
  t.truthy(await new TestAri(configuration).request('GET', '/asterisk/info'));
});

test('stopped while it waits to start again, it stays stopped', async (t) => {
  const { process, configuration, stop } = await startTestAsterisk();
  t.teardown(stop);
  globalThis.process.kill(process.pid!, 'SIGKILL');
  while (process.restarts === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await process.stop();
  t.is(await runningIn(configuration.directory), undefined);
  t.is(process.pid, undefined);
});

test('one that another process left in the same directory is ended first', async (t) => {
  const { installation, configuration, process: successor, stop } = await startTestAsterisk();
  t.teardown(stop);
  await successor.stop();
  const left = await launch(installation, configuration, undefined);
  await untilReady(left, configuration, 30_000);
  t.is(await runningIn(configuration.directory), left.pid);
  await successor.start();
  t.false(await lives(left.pid!));
  t.not(successor.pid, left.pid);
  t.is(await runningIn(configuration.directory), successor.pid);
});

test('it ends with the process that started it, even when that is killed', async (t) => {
  const program = fileURLToPath(new URL('../../testing/asterisk-owner.ts', import.meta.url));
  const owner = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(owner.stdout, 'data');
  const { pid, directory } = JSON.parse(String(line)) as { pid: number; directory: string };
  t.teardown(() => rm(directory, { recursive: true }));
  t.true(await lives(pid));
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  while (await lives(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  t.pass();
});

test('a port that is taken is named, and nothing is started', async (t) => {
  const { installation, configuration, process, stop } = await startTestAsterisk();
  t.teardown(stop);
  await process.stop();
  const server = createServer().listen(configuration.ports.http, '127.0.0.1');
  t.teardown(() => server.close());
  await once(server, 'listening');
  const again = new AsteriskProcess({ installation, configuration, sipListenAddress: '127.0.0.1', logger: silentLogger });
  await t.throwsAsync(again.start(), { code: 'port-taken', message: new RegExp(`${configuration.ports.http}/tcp is taken by node`) });
  t.is(again.pid, undefined);
});

const taken = test.macro(async (t: ExecutionContext, protocol: Protocol) => {
  const { installation, configuration, process, stop } = await startTestAsterisk();
  t.teardown(stop);
  await process.stop();
  const port = protocol === 'udp' ? configuration.ports.sip : configuration.ports.http;
  const other =
    protocol === 'udp'
      ? createSocket('udp4').bind(port, '127.0.0.1')
      : createHttpServer((_, answer) => answer.writeHead(401).end()).listen(port, '127.0.0.1');
  t.teardown(() => other.close());
  await once(other, 'listening');
  const late = await launch(installation, configuration, undefined);
  t.teardown(async () => {
    late.kill('SIGKILL');
    await once(late, 'exit');
  });
  const message = new RegExp(`Asterisk could not have its port: port ${port}/${protocol} is taken by node`);
  await t.throwsAsync(untilReady(late, configuration, 30_000), { code: 'port-taken', message });
});

test('a SIP port that another program took while Asterisk started is named', taken, 'udp');
test('an HTTP port that another program took while Asterisk started is named', taken, 'tcp');

test('a start that fails says what Asterisk said last', async (t) => {
  const { installation, configuration, process, stop } = await startTestAsterisk();
  t.teardown(stop);
  await process.stop();
  const options = { installation, configuration, sipListenAddress: '127.0.0.1', logger: silentLogger };
  const broken = new AsteriskProcess({ ...options, installation: { ...installation, command: ['/bin/sh', '-c', 'echo no such thing; exit 3'] } });
  await t.throwsAsync(broken.start(), { code: 'switch-failed', message: /no such thing/ });
  t.is(await runningIn(configuration.directory), undefined);
  await t.throwsAsync(readFile(`${configuration.directory}/switch.pid`));
});

test('a start can be given up', async (t) => {
  const { installation, configuration, process, stop } = await startTestAsterisk();
  t.teardown(stop);
  await process.stop();
  const again = new AsteriskProcess({ installation, configuration, sipListenAddress: '127.0.0.1', logger: silentLogger });
  await t.throwsAsync(again.start(AbortSignal.abort(new Error('given up'))), { message: 'given up' });
  t.is(await runningIn(configuration.directory), undefined);
});
