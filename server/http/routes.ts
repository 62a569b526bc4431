import Router from '@koa/router';
import type { Health } from '../core/health.ts';
import type { Metrics } from '../observability/metrics.ts';

export interface Sources {
  /** The state of each part, by its name. Called for every request; must be quick. */
  health(): Record<string, Health>;
  metrics: Pick<Metrics, 'text' | 'contentType'>;
}

/**
 * GET /health: 200 when calls are answered, else 503; `status` is "ok", "degraded" (a part is, calls are answered all the same) or "down", with the reason at each part. GET /health/live: 200 as long as this process answers, for a supervisor
 * that would restart it: a part that is away is no reason to. GET /metrics: for Prometheus.
 */
export function createRoutes({ health, metrics }: Sources): Router {
  const router = new Router();
  router.get('/health', (context) => {
    const parts = health();
    const all = Object.values(parts);
    const ready = all.every((part) => part.ready);
    context.status = ready ? 200 : 503;
    context.body = { alive: true, ready, status: !ready ? 'down' : all.some(({ degraded }) => degraded) ? 'degraded' : 'ok', parts };
  });
  router.get('/health/live', (context) => {
    context.body = { alive: true };
  });
  router.get('/metrics', async (context) => {
    context.body = await metrics.text();
    context.set('Content-Type', metrics.contentType);
  });
  return router;
}
