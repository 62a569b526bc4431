import type { Holdings } from '../../../bench/holdings.ts';
import { leaksOf, soak } from '../../../bench/soak.ts';
import { createLogger } from '../../observability/logger.ts';
import { setStage } from '../../rehearsal/stage.ts';
import type { BenchOptions } from '../bench.ts';
import type { CommandContext } from '../context.ts';

const defaults = { calls: 1_000, atOnce: 10 };
const warmUpCalls = 50;
const countEvery = 100;

/** Whether many calls leave anything behind. Fails when they do, or when a call does not go as it should. */
export async function soakBench(options: BenchOptions, { places, env, stdout, stderr, signal }: CommandContext): Promise<number> {
  const { calls = defaults.calls, json } = options;
  const atOnce = options.atOnce?.[0] ?? defaults.atOnce;
  const logger = createLogger({ level: 'error', pii: false });
  stderr.write(`Starting Asterisk and the server; ${warmUpCalls} calls to warm up, then ${calls}, ${atOnce} at once …\n`);
  const stage = await setStage({ cacheDirectory: places.cacheDirectory, env, logger, signal, supervised: true });
  try {
    const onCount = (done: number, holdings: Holdings) => stderr.write(`  after ${String(done).padStart(5)} calls: ${line(holdings)}\n`);
    const { counts, broken } = await soak(stage, { calls, atOnce, warmUpCalls, countEvery, logger, signal, onCount });
    const leaks = leaksOf(counts);
    const report = { bench: 'soak', calls, atOnce, counts, growthPer1000Calls: growth(counts), leaks, broken };
    stderr.write(`Growth per 1,000 calls: ${told(report.growthPer1000Calls)}\n`);
    if (broken.length > 0) stderr.write(`${broken.length} calls did not go as they should, the first: ${broken[0]}\n`);
    stderr.write(Object.keys(leaks).length > 0 ? `LEFT BEHIND: ${told(leaks)}\n` : 'Nothing is left behind.\n');
    if (json) stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return Object.keys(leaks).length === 0 && broken.length === 0 ? 0 : 1;
  } finally {
    await stage.stop();
  }
}

function line({ held, grown }: Holdings): string {
  return told({ ...held, ...grown });
}

function told(values: Record<string, number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function growth(counts: { calls: number; holdings: Holdings }[]): Record<string, number> {
  const [first, last] = [counts[0], counts.at(-1)];
  if (!first || !last || first === last) return {};
  const perThousand = (before: number, after: number) => Math.round(((after - before) * 10_000) / (last.calls - first.calls)) / 10;
  const flat = ({ holdings: { held, grown } }: typeof first): Record<string, number> => ({ ...held, ...grown });
  const before = flat(first);
  return Object.fromEntries(Object.entries(flat(last)).map(([name, value]) => [name, perThousand(before[name] ?? 0, value)]));
}
