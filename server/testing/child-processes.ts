import { readdir, readFile } from 'node:fs/promises';

/** Process ids of the children of `parent` whose command line, words apart by a blank, holds `part` (Linux: /proc). */
export async function childProcesses(parent: number, part: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map(async (pid) => ((await isChild(pid, parent, part)) ? [pid] : [])));
  return found.flat();
}

/** A process may end while it is looked at. */
async function isChild(pid: number, parent: number, part: string): Promise<boolean> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    if (Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]) !== parent) return false;
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').includes(part);
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
