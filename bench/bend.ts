import { cpus } from 'node:os';
import type { CapacityLevel } from './capacity.ts';
import { type Share, shares } from './load.ts';

/** Growth a call, mebibytes: the slope of the least-squares line through the levels; null of a single level. */
export function memoryPerCallMb(levels: readonly CapacityLevel[]): Record<'server' | 'engines' | 'asterisk', number> | null {
  if (levels.length < 2) return null;
  const slope = (part: 'server' | 'engines' | 'asterisk') => leastSquares(levels.map(({ atOnce, memoryMb }) => [atOnce, memoryMb[part]]));
  return { server: slope('server'), engines: slope('engines'), asterisk: slope('asterisk') };
}

function leastSquares(points: readonly (readonly [number, number])[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const middleX = mean(points.map(([x]) => x));
  const middleY = mean(points.map(([, y]) => y));
  const spread = points.reduce((sum, [x]) => sum + (x - middleX) ** 2, 0);
  const rise = points.reduce((sum, [x, y]) => sum + (x - middleX) * (y - middleY), 0);
  return spread === 0 ? 0 : Math.round((100 * rise) / spread) / 100;
}

/** Replies that take this much longer than those of a single call are felt. */
const feltMs = 300;
/** Aim of the product for the event loop, beyond its sampling. */
const eventLoopAimMs = 20;
const fullPercent = 85;
/** With so much of a core for other programs the figures say nothing of the product. */
const disturbingPercent = 20;
const lostShare = 0.001;

/** The first level at which callers notice, and what there is too little of; null when none of them does. */
export function bendOf(levels: readonly CapacityLevel[]): { atOnce: number; what: string[]; why: string } | null {
  const [first] = levels;
  for (const level of levels) {
    const what = complaints(level, first);
    if (what.length > 0) return { atOnce: level.atOnce, what, why: reason(level) };
  }
  return null;
}

function complaints(level: CapacityLevel, first: CapacityLevel | undefined): string[] {
  const slower = (level.turn.p95Ms ?? 0) - (first?.turn.p95Ms ?? 0);
  const what: string[] = [];
  if (slower > feltMs) what.push(`replies at p95 come ${slower} ms later than at ${first?.atOnce} at once`);
  if (level.eventLoop.p99Ms > eventLoopAimMs) what.push(`the server's event loop is late by ${level.eventLoop.p99Ms} ms at p99`);
  if (level.frames.lost > level.frames.all * lostShare) what.push(`${level.frames.lost} of ${level.frames.all} frames of sound were lost`);
  if (level.turn.missing > 0) what.push(`${level.turn.missing} replies did not come`);
  if (level.bargeIn.missing > 0) what.push(`${level.bargeIn.missing} interruptions did not stop the voice`);
  if (level.broken.length > 0) what.push(`${level.broken.length} of ${level.calls} calls broke off (${level.broken[0]})`);
  return what;
}

function reason({ machinePercent, cpuPercent }: CapacityLevel): string {
  const ranked = [...shares].sort((a, b) => cpuPercent[b] - cpuPercent[a]);
  const told = ranked.map((share: Share) => `${share} ${cpuPercent[share]} %`).join(', ');
  if (cpuPercent.others > disturbingPercent) return `other programs disturb the bench, repeat it on a quiet machine: ${told} of a core`;
  if (machinePercent >= fullPercent) return `the ${cpus().length} cores are full (${machinePercent} % busy): ${told} of a core`;
  if (cpuPercent.server >= fullPercent) return `the server's one thread is full: ${told} of a core`;
  return `no processor is full (${machinePercent} % busy: ${told} of a core): look at the figures above`;
}
