import type { Logger } from '../../core/logger.ts';
import type { Step } from '../gateway-state.ts';
import { truncated } from './origin.ts';

/** What a monitor asks every few seconds. */
const quiet = new Set(['/health', '/health/live', '/metrics']);

/** One line a request, without personal data: no query, no body, the route as defined instead of the path, the address truncated. */
export function accessLog(logger: Logger): Step {
  return async (context, next) => {
    const startedMs = performance.now();
    try {
      await next();
    } finally {
      const { requestId, address, route } = context.state;
      const fields = {
        requestId,
        method: context.method,
        route: route ?? null,
        status: context.status,
        milliseconds: Math.round((performance.now() - startedMs) * 10) / 10,
        network: truncated(address),
      };
      logger[route && quiet.has(route) ? 'debug' : 'info'](fields, 'a request was answered');
    }
  };
}
