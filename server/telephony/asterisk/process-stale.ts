import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 50;

/** The process that runs with the configuration in this directory, by the pid noted there; undefined when it is gone or the pid is another's by now. */
export async function runningIn(directory: string): Promise<number | undefined> {
  const pid = Number(await readFile(pidFile(directory), 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  return words.includes(join(directory, 'etc/asterisk.conf')) ? pid : undefined;
}

export function pidFile(directory: string): string {
  return join(directory, 'switch.pid');
}

/** Ends what a killed owner left running in this directory: asked first, killed after `graceMs`. True when there was one. */
export async function endStale(directory: string, graceMs: number): Promise<boolean> {
  const pid = await runningIn(directory);
  if (pid !== undefined) {
    signalProcess(pid, 'SIGTERM');
    if (!(await gone(pid, graceMs))) signalProcess(pid, 'SIGKILL');
    await gone(pid, graceMs);
  }
  await rm(pidFile(directory), { force: true });
  return pid !== undefined;
}

async function gone(pid: number, withinMs: number): Promise<boolean> {
  const deadlineMs = performance.now() + withinMs;
  while (!(await hasEnded(pid))) {
    if (performance.now() > deadlineMs) return false;
    await sleep(pollMs);
  }
  return true;
}

/** A process gives back its memory, and with it its command line, before its ports: those are free once its last thread has ended (proc(5)). */
async function hasEnded(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return true;
  const state = stat[stat.lastIndexOf(')') + 2];
  return state === 'Z' && (await readdir(`/proc/${pid}/task`).catch(() => [])).length <= 1;
}

/** A process that is gone already needs no signal. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
