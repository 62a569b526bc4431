import { createHash, timingSafeEqual } from 'node:crypto';
import type Router from '@koa/router';
import { RepondeurError } from '../core/errors.ts';
import type { Health } from '../core/health.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { GatewayContext } from './gateway-state.ts';

export interface OperationsOptions {
  /** The state of each part, by its name. Called for every request; must be quick. */
  health(): Record<string, Health>;
  metrics: Pick<Metrics, 'text' | 'contentType'>;
  /** Lets others than this machine read /metrics. */
  metricsToken?: { reveal(): string } | undefined;
}

/**
 * GET /health: 200 when calls are answered, else 503; `status` is "ok", "degraded" (a part is, calls are answered all the same) or "down", with the reason
 * at each part. GET /health/live: 200 as long as this process answers, for a supervisor that would restart it: a part that is away is no reason to. GET /metrics: for Prometheus, on this machine or with the token.
 */
export function addOperations(router: Router, { health, metrics, metricsToken }: OperationsOptions): void {
  const get = (path: string, answer: (context: GatewayContext) => void | Promise<void>) =>
    router.get(path, async (routed) => {
      const context = routed as unknown as GatewayContext;
      context.state.route = path;
      await answer(context);
    });
  get('/health', (context) => {
    const parts = health();
    const all = Object.values(parts);
    const ready = all.every((part) => part.ready);
    context.status = ready ? 200 : 503;
    context.body = { alive: true, ready, status: !ready ? 'down' : all.some(({ degraded }) => degraded) ? 'degraded' : 'ok', parts };
  });
  get('/health/live', (context) => {
    context.body = { alive: true };
  });
  get('/metrics', async (context) => {
    if (!context.state.loopback && !sameSecret(context.get('Authorization'), metricsToken && `Bearer ${metricsToken.reveal()}`)) {
      throw new RepondeurError('unauthenticated', '/metrics is for this machine, or for whoever sends http.metrics_token: Authorization: Bearer …');
    }
    context.body = await metrics.text();
    context.set('Content-Type', metrics.contentType);
  });
}

/** In a time that does not tell how much of it is right. */
function sameSecret(given: string, expected: string | undefined): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return expected !== undefined && timingSafeEqual(digest(given), digest(expected));
}
