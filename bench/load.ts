import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from '../server/rehearsal/stage.ts';
import { machineBusyMs, sampleTree } from './processes.ts';

/** What takes part in a call on the stage, and what the machine does besides. */
export const shares = ['server', 'engines', 'asterisk', 'callers', 'others'] as const;
export type Share = (typeof shares)[number];

export interface Load {
  /** Per cent of one core, over the whole watch. `callers` is this program; `others` everything on the machine that is not ours. */
  cpuPercent: Record<Share, number>;
  /** Of all cores, per cent. */
  machinePercent: number;
  /** The most that was resident at any second, mebibytes. */
  memoryMb: Record<'server' | 'engines' | 'asterisk', number>;
}

type Sample = Record<Exclude<Share, 'others'>, { cpuMs: number; residentBytes: number }> & { atMs: number; busyMs: number };

const everyMs = 1_000;
const bytesPerMb = 1024 * 1024;

/** Watches the stage's processes until the signal aborts. The stage's server runs in a process of its own. */
export async function watchLoad(stage: Stage, signal: AbortSignal): Promise<Load> {
  const first = await sampleStage(stage);
  let last = first;
  const memory = { server: 0, engines: 0, asterisk: 0 };
  for (;;) {
    for (const share of ['server', 'engines', 'asterisk'] as const) memory[share] = Math.max(memory[share], last[share].residentBytes / bytesPerMb);
    if (signal.aborted) break;
    await sleep(everyMs, undefined, { signal }).catch(() => {});
    last = await sampleStage(stage);
  }
  return loadBetween(first, last, memory);
}

export async function sampleStage({ supervisor, switchHouse }: Stage): Promise<Sample> {
  const [server, asterisk, own, busyMs] = await Promise.all([
    sampleTree(supervisor.pid ?? 0),
    sampleTree(switchHouse.process.pid ?? 0),
    sampleTree(process.pid),
    machineBusyMs(),
  ]);
  const [main, ...children] = server;
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return {
    atMs: performance.now(),
    busyMs,
    server: { cpuMs: main?.cpuMs ?? 0, residentBytes: main?.residentBytes ?? 0 },
    engines: {
      // A voice that runs once for each sentence has ended before it is seen: its time is in that of the server's ended children.
      cpuMs: (main?.endedChildrenCpuMs ?? 0) + sum(children.map(({ cpuMs, endedChildrenCpuMs }) => cpuMs + endedChildrenCpuMs)),
      residentBytes: sum(children.map(({ residentBytes }) => residentBytes)),
    },
    asterisk: { cpuMs: sum(asterisk.map(({ cpuMs }) => cpuMs)), residentBytes: sum(asterisk.map(({ residentBytes }) => residentBytes)) },
    callers: { cpuMs: own[0]?.cpuMs ?? 0, residentBytes: own[0]?.residentBytes ?? 0 },
  };
}

function loadBetween(first: Sample, last: Sample, memory: Load['memoryMb']): Load {
  const spanMs = Math.max(1, last.atMs - first.atMs);
  const percent = (ms: number) => Math.max(0, Math.round((1000 * ms) / spanMs) / 10);
  const spent = (share: Exclude<Share, 'others'>) => last[share].cpuMs - first[share].cpuMs;
  const busyMs = last.busyMs - first.busyMs;
  const ours = { server: spent('server'), engines: spent('engines'), asterisk: spent('asterisk'), callers: spent('callers') };
  const othersMs = busyMs - ours.server - ours.engines - ours.asterisk - ours.callers;
  return {
    cpuPercent: {
      server: percent(ours.server),
      engines: percent(ours.engines),
      asterisk: percent(ours.asterisk),
      callers: percent(ours.callers),
      others: percent(othersMs),
    },
    machinePercent: percent(busyMs / cpus().length),
    memoryMb: { server: Math.round(memory.server), engines: Math.round(memory.engines), asterisk: Math.round(memory.asterisk) },
  };
}
