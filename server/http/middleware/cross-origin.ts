import cors from '@koa/cors';
import type { Step } from '../gateway-state.ts';

/** Lets pages of the listed origins call the API; by default none. Tokens travel in a header, so cookies are never allowed along. */
export function crossOrigin(allowed: readonly string[]): Step {
  if (allowed.length === 0) return async (_, next) => await next();
  return cors({
    origin: (context) => (allowed.includes(context.get('Origin')) ? context.get('Origin') : ''),
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key'],
    exposeHeaders: ['X-Request-Id', 'Location', 'Retry-After', 'WWW-Authenticate', 'Idempotency-Replayed'],
    maxAge: 600,
  }) as unknown as Step;
}
