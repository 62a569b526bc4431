import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import test from 'ava';
import { silentLogger } from '../../../../core/logger.ts';
import { makeScratchDirectory } from './scratch-directory.ts';

test('what a killed process has left is removed, what others use and what is somebody else’s is not', async (t) => {
  const parent = mkdtempSync(join(tmpdir(), 'repondeur-scratch-'));
  t.teardown(() => rmSync(parent, { recursive: true }));
  const { pid: gone } = spawnSync('true');
  const kept = [`repondeur-mind-${process.ppid}-abc`, 'repondeur-mind-old', 'something-else'];
  for (const name of [`repondeur-mind-${gone}-abc`, ...kept]) mkdirSync(join(parent, name, 'x'), { recursive: true });
  const own = basename(await makeScratchDirectory(silentLogger, parent));
  t.deepEqual(readdirSync(parent).toSorted(), [own, ...kept].toSorted());
  t.true(own.startsWith(`repondeur-mind-${process.pid}-`));
});
