import { cpus, loadavg } from 'node:os';
import type { Spread } from '../../../bench/api/pairs.ts';
import { type ApiReport, apiStageSettings, measureApi } from '../../../bench/api.ts';
import { createLogger } from '../../observability/logger.ts';
import { setStage } from '../../rehearsal/stage.ts';
import type { BenchOptions } from '../bench.ts';
import type { CommandContext } from '../context.ts';

const pairs = 15;
const connections = 8;

/** Requests a second of the API, by those of a bare Koa with the same queries. */
export async function apiBench({ json }: BenchOptions, { places, env, stdout, stderr, signal }: CommandContext): Promise<number> {
  const logger = createLogger({ level: 'error', pii: false });
  stderr.write('Starting Asterisk, the server and a bare Koa …\n');
  const stage = await setStage({
    cacheDirectory: places.cacheDirectory,
    env,
    logger,
    signal,
    supervised: true,
    stderr: 'ignore',
    settings: apiStageSettings,
  });
  try {
    const onProgress = (text: string) => stderr.write(`  ${text}\n`);
    const reports = await measureApi(stage, { pairs, connections, signal, onProgress });
    stderr.write(`${reports.map(table).join('\n\n')}\n`);
    if (json) stdout.write(`${JSON.stringify({ bench: 'api', cores: cpus().length, load: loadavg()[0], pairs, connections, reports }, null, 2)}\n`);
    return 0;
  } finally {
    await stage.stop();
  }
}

function table({ what, path, product, bare, ratios }: ApiReport): string {
  const row = (name: string, one: number, other: number, { median, least, most }: Spread) =>
    `${name.padEnd(28)}${shown(one).padStart(10)}${shown(other).padStart(10)}${median.toFixed(2).padStart(10)}  ${least.toFixed(2)} to ${most.toFixed(2)}`;
  return [
    `${what} (GET ${path})`,
    `${''.padEnd(28)}${'product'.padStart(10)}${'bare Koa'.padStart(10)}${'ratio'.padStart(10)}  of the pairs`,
    row('requests/s', product.requestsPerSecond, bare.requestsPerSecond, ratios.requestsPerSecond),
    row('p50, ms', product.p50Ms, bare.p50Ms, ratios.p50),
    row('p99, ms', product.p99Ms, bare.p99Ms, ratios.p99),
    row('processor a request, µs', product.cpuMicrosecondsPerRequest, bare.cpuMicrosecondsPerRequest, ratios.cpu),
  ].join('\n');
}

const shown = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(2));
