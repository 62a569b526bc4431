import { createHash, timingSafeEqual } from 'node:crypto';
import type Router from '@koa/router';
import { may } from '../core/access.ts';
import { RepondeurError } from '../core/errors.ts';
import { type Health, stateOf, worstState } from '../core/health.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Authenticator } from './contract.ts';
import type { GatewayContext } from './gateway-state.ts';
import { limitKey } from './middleware/origin.ts';
import type { RateLimit } from './middleware/rate-limits.ts';

export interface OperationsOptions {
  /** The state of each part, by its name. Called for every request; must be quick. */
  health(): Record<string, Health>;
  metrics: Pick<Metrics, 'text' | 'contentType'>;
  /** Lets others than this machine read /metrics, and the reasons of /health. */
  metricsToken?: { reveal(): string } | undefined;
}

/**
 * GET /health: 200 when calls are answered, else 503; `status`, of all and of each part, is "ok", "degraded" (calls are answered all the same) or "down". The reasons,
 * which may name a mail server or a path, are for this machine, the metrics token and whoever may `system:read`. GET /health/live: 200 as long as this process answers,
 * for a supervisor that would restart it: a part that is away is no reason to. GET /metrics: for Prometheus, on this machine or with the token.
 */
export function addOperations(
  router: Router,
  { health, metrics, metricsToken }: OperationsOptions,
  { authenticator, perAddress }: { authenticator: Authenticator; perAddress: RateLimit },
): void {
  const get = (path: string, answer: (context: GatewayContext) => void | Promise<void>) =>
    router.get(path, async (routed) => {
      const context = routed as unknown as GatewayContext;
      context.state.route = path;
      await answer(context);
    });
  const isMonitor = (context: GatewayContext) =>
    context.state.loopback || sameSecret(context.get('Authorization'), metricsToken && `Bearer ${metricsToken.reveal()}`);
  const maySeeReasons = async (context: GatewayContext) => {
    if (isMonitor(context)) return true;
    const authorization = context.get('Authorization');
    if (authorization === '') return false;
    const { address, loopback } = context.state;
    await perAddress.take(limitKey(address));
    try {
      const principal = await authenticator.authenticate({ authorization, address, loopback });
      return principal !== null && may(principal, 'system:read');
    } catch {
      // The state is told also with a token that has expired, and while the database that would know it is away.
      return false;
    }
  };
  get('/health', async (context) => {
    const parts = Object.entries(health());
    const reasons = await maySeeReasons(context);
    const status = worstState(parts.map(([, part]) => part));
    const ready = status !== 'down';
    context.status = ready ? 200 : 503;
    const told = parts.map(([name, part]) => [name, { status: stateOf(part), ...(reasons && part.reason !== undefined && { reason: part.reason }) }]);
    context.body = { alive: true, ready, status, parts: Object.fromEntries(told) };
  });
  get('/health/live', (context) => {
    context.body = { alive: true };
  });
  get('/metrics', async (context) => {
    if (!isMonitor(context)) {
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
