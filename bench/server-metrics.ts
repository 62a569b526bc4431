import { RepondeurError } from '../server/core/errors.ts';

/** The values of the server's /metrics, those of one name with different labels added up. Reading begins a new interval of the event loop's delays. */
export async function readMetrics(httpUrl: string): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${httpUrl}/metrics`);
  if (!response.ok) throw new RepondeurError('unavailable', `the server does not give its metrics: ${response.status}`);
  const values = new Map<string, number>();
  for (const line of (await response.text()).split('\n')) {
    const [, name, value] = /^(\w+)(?:\{.*\})? (\S+)$/.exec(line) ?? [];
    if (name !== undefined) values.set(name, (values.get(name) ?? 0) + Number(value));
  }
  return values;
}

export interface EventLoopDelay {
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
}

/** Node samples its event loop with a timer of 10 ms (perf_hooks); what comes on top of that is the delay. */
const samplingMs = 10;

export function eventLoopDelay(metrics: ReadonlyMap<string, number>): EventLoopDelay {
  const delay = (name: string) => Math.max(0, Math.round(((metrics.get(`nodejs_eventloop_lag_${name}_seconds`) ?? 0) * 1000 - samplingMs) * 10) / 10);
  return { p50Ms: delay('p50'), p99Ms: delay('p99'), maxMs: delay('max') };
}
