import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asError } from '../../../../core/errors.ts';
import type { Logger } from '../../../../core/logger.ts';

const prefix = 'repondeur-mind-';

/** A private directory of this process, beside those of others that run. What a process that was killed has left is removed. */
export async function makeScratchDirectory(logger: Logger, parent = tmpdir()): Promise<string> {
  for (const name of await readdir(parent)) {
    const pid = /^repondeur-mind-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    await rm(join(parent, name), { recursive: true, force: true }).catch((error) => {
      logger.warn({ error: asError(error).message }, 'a directory that a killed process has left could not be removed');
    });
  }
  return await mkdtemp(join(parent, `${prefix}${process.pid}-`));
}

/** EPERM: it is somebody else's. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
