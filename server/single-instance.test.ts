import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { SingleInstance } from './single-instance.ts';

test('a second service on the same data is refused while the first runs, and not afterwards', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'repondeur-instance-'));
  t.teardown(() => rm(directory, { recursive: true }));
  const first = new SingleInstance(directory);
  const second = new SingleInstance(directory);
  await first.start();
  await first.start();
  const error = await t.throwsAsync(second.start(), { code: 'unavailable' });
  t.true(error.message.includes(directory));
  await first.stop();
  await second.start();
  await second.stop();
});

test('one that was killed does not keep the next from starting', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'repondeur-instance-'));
  t.teardown(() => rm(directory, { recursive: true }));
  const module = new URL('single-instance.ts', import.meta.url).href;
  const code = `const { SingleInstance } = await import('${module}'); await new SingleInstance('${directory}').start(); process.kill(process.pid, 'SIGKILL');`;
  const signal = await new Promise((resolve) => {
    execFile(process.execPath, ['--input-type=module', '-e', code], (fault) => resolve(fault?.signal));
  });
  t.is(signal, 'SIGKILL');
  const next = new SingleInstance(directory);
  await t.notThrowsAsync(next.start());
  await next.stop();
});
