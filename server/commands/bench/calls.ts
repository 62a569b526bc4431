import { cpus } from 'node:os';
import { bargeInBench, greetingBench, type Measured, turnBench } from '../../../bench/calls.ts';
import { createLogger } from '../../observability/logger.ts';
import { setStage } from '../../rehearsal/stage.ts';
import { percentile } from '../../rehearsal/statistics.ts';
import type { BenchOptions } from '../bench.ts';
import type { CommandContext } from '../context.ts';

const benches = { turn: turnBench, greeting: greetingBench, 'barge-in': bargeInBench };

/** Takes the times from the sound at the caller's side and prints their distribution. */
export async function callBench(
  what: keyof typeof benches,
  { atOnce, ...options }: BenchOptions,
  { places, env, stdout, stderr, signal }: CommandContext,
): Promise<number> {
  const logger = createLogger({ level: 'warn', pii: false });
  stderr.write(`Starting Asterisk and the server for the ${what} bench …\n`);
  const stage = await setStage({ cacheDirectory: places.cacheDirectory, env, logger, signal });
  try {
    const onCall = (done: number, all: number, text: string) => stderr.write(`  call ${done} of ${all}: ${text}\n`);
    const measured = await benches[what](stage, { ...options, atOnce: atOnce?.[0], logger, signal, onCall });
    const report = reportOf(what, measured);
    stderr.write(`${sentence(report)}\n`);
    if (options.json) stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return measured.missing === 0 ? 0 : 1;
  } finally {
    await stage.stop();
  }
}

function reportOf(what: string, { calls, valuesMs, missing }: Measured) {
  return {
    bench: what,
    calls,
    count: valuesMs.length,
    /** Expected and not measured: no reply, no greeting, a voice that did not stop. */
    missing,
    p50Ms: percentile(valuesMs, 0.5),
    p95Ms: percentile(valuesMs, 0.95),
    minMs: percentile(valuesMs, 0),
    maxMs: percentile(valuesMs, 1),
    cores: cpus().length,
  };
}

function sentence({ bench: what, calls, count, missing, p50Ms, p95Ms, minMs, maxMs, cores }: ReturnType<typeof reportOf>): string {
  const lost = missing === 0 ? '' : `, ${missing} MISSING`;
  return `${what}: p50 ${p50Ms} ms, p95 ${p95Ms} ms (${minMs} to ${maxMs} ms; ${count} values of ${calls} calls${lost}; ${cores} cores)`;
}
