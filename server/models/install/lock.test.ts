import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import test from 'ava';
import { isCode } from '../../core/errors.ts';
import { until } from '../../testing/until.ts';
import { withLock } from './lock.ts';

const nothing = async () => {};

test('one works on a model at a time; another model is free', async (t) => {
  await withLock(tmpdir(), 'one', async () => {
    t.true(isCode(await t.throwsAsync(withLock(tmpdir(), 'one', nothing)), 'unavailable'));
    await t.notThrowsAsync(withLock(tmpdir(), 'two', nothing));
  });
  await t.notThrowsAsync(withLock(tmpdir(), 'one', nothing));
});

test('work that fails gives the lock back', async (t) => {
  await t.throwsAsync(
    withLock(tmpdir(), 'failing', () => Promise.reject(new Error('no'))),
    { message: 'no' },
  );
  await t.notThrowsAsync(withLock(tmpdir(), 'failing', nothing));
});

test('a process that is killed leaves no lock behind', async (t) => {
  const program = `import { withLock } from '${import.meta.resolve('./lock.ts')}';
    await withLock('${tmpdir()}', 'killed', () => { console.log('held'); setInterval(() => {}, 1000); return new Promise(() => {}); });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.teardown(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  t.true(isCode(await t.throwsAsync(withLock(tmpdir(), 'killed', nothing)), 'unavailable'));
  child.kill('SIGKILL');
  await once(child, 'exit');
  await until('the lock to be free', async () => (await withLock(tmpdir(), 'killed', async () => true)) === true);
  t.pass();
});
