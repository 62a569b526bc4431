import { cpus, totalmem } from 'node:os';
import { bendOf, memoryPerCallMb } from '../../../bench/bend.ts';
import { type CapacityLevel, type Distribution, measureCapacity } from '../../../bench/capacity.ts';
import { shares } from '../../../bench/load.ts';
import { createLogger } from '../../observability/logger.ts';
import { setStage } from '../../rehearsal/stage.ts';
import type { BenchOptions } from '../bench.ts';
import type { CommandContext } from '../context.ts';

/** Four levels of about three minutes. */
const defaults = { atOnce: [1, 5, 10, 20], seconds: 110 };

/** How many conversations this machine holds at once, and what ends it. Fails when a call of the first level breaks off. */
export async function capacityBench(options: BenchOptions, { places, env, stdout, stderr, signal }: CommandContext): Promise<number> {
  const { atOnce = defaults.atOnce, seconds = defaults.seconds, language, json } = options;
  const logger = createLogger({ level: 'error', pii: false });
  stderr.write(`Starting Asterisk and the server; ${seconds} s of new calls at each of ${atOnce.join(', ')} at once …\n`);
  const stage = await setStage({ cacheDirectory: places.cacheDirectory, env, logger, signal, supervised: true });
  try {
    const onProgress = (text: string) => stderr.write(`  ${text}\n`);
    const levels = await measureCapacity(stage, { atOnce, secondsPerLevel: seconds, language, logger, signal, onProgress });
    const report = {
      bench: 'capacity',
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 1024 ** 3),
      levels,
      memoryPerCallMb: memoryPerCallMb(levels),
      bend: bendOf(levels),
    };
    stderr.write(`${table(levels)}\n${conclusion(report)}\n`);
    if (json) stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return levels[0]?.broken.length === 0 ? 0 : 1;
  } finally {
    await stage.stop();
  }
}

function table(levels: readonly CapacityLevel[]): string {
  const row = (name: string, of: (level: CapacityLevel) => string) => `${name.padEnd(44)}${levels.map((level) => of(level).padStart(20)).join('')}`;
  return [
    row('at once', ({ atOnce }) => String(atOnce)),
    row('calls (broken off)', ({ calls, broken }) => `${calls} (${broken.length})`),
    row('greeting p50 / p95, ms', ({ greeting }) => told(greeting)),
    row('reply p50 / p95, ms (missing)', ({ turn }) => told(turn)),
    row('interruption p50 / p95, ms (missing)', ({ bargeIn }) => told(bargeIn)),
    row("server's event loop late p50/p99/max, ms", ({ eventLoop: { p50Ms, p99Ms, maxMs } }) => `${p50Ms}/${p99Ms}/${maxMs}`),
    row('frames late / lost, per 10,000', ({ frames }) => `${perTenThousand(frames.late, frames.all)} / ${perTenThousand(frames.lost, frames.all)}`),
    row('machine busy, %', ({ machinePercent }) => String(machinePercent)),
    ...shares.map((share) => row(`  ${share}, % of a core`, ({ cpuPercent }) => String(cpuPercent[share]))),
    ...(['server', 'engines', 'asterisk'] as const).map((part) => row(`memory of ${part}, MB`, ({ memoryMb }) => String(memoryMb[part]))),
  ].join('\n');
}

function told({ p50Ms, p95Ms, missing }: Distribution): string {
  return `${p50Ms ?? '–'} / ${p95Ms ?? '–'}${missing > 0 ? ` (${missing})` : ''}`;
}

function perTenThousand(count: number, all: number): number {
  return all === 0 ? 0 : Math.round((100_000 * count) / all) / 10;
}

function conclusion({
  memoryPerCallMb: memory,
  bend,
  levels,
}: {
  memoryPerCallMb: ReturnType<typeof memoryPerCallMb>;
  bend: ReturnType<typeof bendOf>;
  levels: CapacityLevel[];
}): string {
  const each = memory
    ? `A call takes ${memory.server} MB in the server, ${memory.engines} MB in the engines, ${memory.asterisk} MB in Asterisk. `
    : '';
  const most = Math.max(...levels.map(({ atOnce }) => atOnce));
  if (!bend) return `${each}Nobody notices anything up to ${most} at once.`;
  return `${each}It bends at ${bend.atOnce} at once: ${bend.what.join('; ')}. Why: ${bend.why}.`;
}
