import { cpus, loadavg } from 'node:os';
import { shares } from '../../../bench/load.ts';
import { measureSignIns, type SignInPart, signInStageSettings } from '../../../bench/sign-in.ts';
import { createLogger } from '../../observability/logger.ts';
import { setStage } from '../../rehearsal/stage.ts';
import type { BenchOptions } from '../bench.ts';
import type { CommandContext } from '../context.ts';

/** Four parts of about a minute. */
const defaults = { calls: 2, seconds: 50 };
const clients = 4;

/** Sign-ins a second while calls are up, and what the calls notice of them. Fails when a call breaks off or a sign-in is refused. */
export async function signInBench(options: BenchOptions, { places, env, stdout, stderr, signal }: CommandContext): Promise<number> {
  const { atOnce: [calls = defaults.calls] = [], seconds = defaults.seconds, json } = options;
  const logger = createLogger({ level: 'error', pii: false });
  stderr.write(`Starting Asterisk and the server; ${calls} calls at once, without and with ${clients} people who sign in again and again …\n`);
  const { cacheDirectory } = places;
  const stage = await setStage({ cacheDirectory, env, logger, signal, supervised: true, stderr: 'ignore', settings: signInStageSettings });
  try {
    const onProgress = (text: string) => stderr.write(`  ${text}\n`);
    const parts = await measureSignIns(stage, { clients, calls, seconds, logger, signal, onProgress });
    stderr.write(`${table(parts)}\n`);
    if (json) stdout.write(`${JSON.stringify({ bench: 'sign-in', cores: cpus().length, load: loadavg()[0], clients, parts }, null, 2)}\n`);
    return parts.every(({ signIns, calls: { broken } }) => broken.length === 0 && !signIns?.refused.length) ? 0 : 1;
  } finally {
    await stage.stop();
  }
}

function table(parts: readonly SignInPart[]): string {
  const row = (name: string, of: (part: SignInPart) => string) => `${name.padEnd(44)}${parts.map((part) => of(part).padStart(20)).join('')}`;
  return [
    row('', ({ signIns }) => (signIns ? 'people sign in' : 'nobody signs in')),
    row('sign-ins a second (refused)', ({ signIns }) => (signIns ? `${signIns.perSecond} (${signIns.refused.length})` : '–')),
    row('a sign-in takes p50 / p95, ms', ({ signIns }) => (signIns ? `${signIns.p50Ms} / ${signIns.p95Ms}` : '–')),
    row("server's event loop late p50/p99/max, ms", ({ calls: { eventLoop } }) => `${eventLoop.p50Ms}/${eventLoop.p99Ms}/${eventLoop.maxMs}`),
    row('reply p50 / p95, ms', ({ calls: { turn } }) => `${turn.p50Ms ?? '–'} / ${turn.p95Ms ?? '–'}`),
    row('replies (missing)', ({ calls: { turn } }) => `${turn.count} (${turn.missing})`),
    row('greeting p50 / p95, ms', ({ calls: { greeting } }) => `${greeting.p50Ms ?? '–'} / ${greeting.p95Ms ?? '–'}`),
    row('calls (broken off)', ({ calls: { calls, broken } }) => `${calls} (${broken.length})`),
    row('frames late / lost', ({ calls: { frames } }) => `${frames.late} / ${frames.lost} of ${frames.all}`),
    row('machine busy, %', ({ calls: { machinePercent } }) => String(machinePercent)),
    ...shares.map((share) => row(`  ${share}, % of a core`, ({ calls: { cpuPercent } }) => String(cpuPercent[share]))),
  ].join('\n');
}
