import type { Step } from '../gateway-state.ts';
import { limitKey } from './origin.ts';
import type { RateLimit } from './rate-limits.ts';

/** Also counts what matches no route: whoever looks for addresses is a client too. */
export function limitPerAddress(limit: RateLimit): Step {
  return async (context, next) => {
    await limit.take(limitKey(context.state.address));
    await next();
  };
}
