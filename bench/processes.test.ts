import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import test from 'ava';
import { countFiles, machineBusyMs, sampleTree } from './processes.ts';

test('a process is sampled with its children, and its memory and time are those of the kernel', async (t) => {
  const child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  try {
    const tree = await sampleTree(process.pid);
    const own = tree.find(({ pid }) => pid === process.pid);
    t.is(tree.find(({ pid }) => pid === child.pid)?.parent, process.pid);
    t.true(Math.abs((own?.residentBytes ?? 0) - process.memoryUsage.rss()) < 64 * 1024 * 1024);
    const { user, system } = process.cpuUsage();
    t.true((own?.cpuMs ?? 0) > 0.5 * ((user + system) / 1000));
  } finally {
    child.kill();
  }
});

test('an open file is counted until it is closed', async (t) => {
  const before = await countFiles(process.pid);
  const files = await Promise.all(Array.from({ length: 20 }, () => open('/dev/null')));
  const during = await countFiles(process.pid);
  await Promise.all(files.map((file) => file.close()));
  t.true(during >= before + 15, `${before} → ${during}`);
});

test('the time of the whole machine goes on', async (t) => {
  const before = await machineBusyMs();
  for (const endMs = performance.now() + 200; performance.now() < endMs; );
  t.true((await machineBusyMs()) > before);
});

test('a process that is gone has no tree and no files', async (t) => {
  const child = spawn('true');
  await once(child, 'exit');
  t.deepEqual(await sampleTree(child.pid as number), []);
  t.is(await countFiles(child.pid as number), 0);
});
