import { readdir, readFile } from 'node:fs/promises';

/** What the kernel tells of one process (proc(5), Linux). */
export interface ProcessSample {
  pid: number;
  parent: number;
  /** Its own, milliseconds since it started. */
  cpuMs: number;
  /** Of its children that have ended. */
  endedChildrenCpuMs: number;
  residentBytes: number;
}

/** Linux tells CPU time in hundredths of a second on every architecture (USER_HZ), memory in pages of 4 KiB on those that we run on. */
const msPerTick = 10;
const bytesPerPage = 4096;

/** Undefined when it is gone. */
async function sampleProcess(pid: number): Promise<ProcessSample | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // The name in parentheses may hold spaces and parentheses; the third field follows the last one.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3]);
  return {
    pid,
    parent: field(4),
    cpuMs: (field(14) + field(15)) * msPerTick,
    endedChildrenCpuMs: (field(16) + field(17)) * msPerTick,
    residentBytes: field(24) * bytesPerPage,
  };
}

/** The process and all that it and its children have started. */
export async function sampleTree(root: number): Promise<ProcessSample[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = (await Promise.all(names.map((name) => sampleProcess(Number(name))))).filter((sample) => sample !== undefined);
  const tree = all.filter(({ pid }) => pid === root);
  for (let at = 0; at < tree.length; at++) tree.push(...all.filter(({ parent }) => parent === tree[at]?.pid));
  return tree;
}

/** Open file handles, 0 when it is gone. */
export async function countFiles(pid: number): Promise<number> {
  const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
  return files.length;
}

/** CPU time that all cores together have spent at work since the machine started, milliseconds. */
export async function machineBusyMs(): Promise<number> {
  const [line = ''] = (await readFile('/proc/stat', 'utf8')).split('\n', 1);
  // user nice system idle iowait irq softirq steal; guest time is part of user time.
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line.trim().split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq + steal) * msPerTick;
}
