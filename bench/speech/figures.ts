import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Processor time that a process has used, seconds; from /proc/<pid>/stat, whose unit is the kernel's tick. */
export function cpuSecondsOf(pid: number): number {
  const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
