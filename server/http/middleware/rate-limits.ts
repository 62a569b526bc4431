import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemError } from '../problem.ts';

export interface RateLimit {
  /** Counts one request; rejects with 'too-many', and a Retry-After, when there are no more. */
  take(key: string): Promise<void>;
}

export interface RateLimitOptions {
  requests: number;
  perSeconds: number;
  /** Keys that are remembered at most; the one that was seen first goes first. Default 50,000, some 20 MB. */
  maxKeys?: number;
}

/** So many requests of one key in so many seconds, counted in this process; a restart forgets. Who asks chooses the keys, so their number has an end. */
export function rateLimit({ requests, perSeconds, maxKeys = 50_000 }: RateLimitOptions): RateLimit {
  const limiter = new RateLimiterMemory({ points: requests, duration: perSeconds });
  const known = new Set<string>();
  const remember = async (key: string) => {
    known.delete(key);
    known.add(key);
    const first = known.values().next().value;
    if (known.size <= maxKeys || first === undefined) return;
    known.delete(first);
    await limiter.delete(first);
  };
  return {
    async take(key) {
      try {
        const { isFirstInDuration } = await limiter.consume(key);
        if (isFirstInDuration) await remember(key);
      } catch (thrown) {
        if (!(thrown instanceof RateLimiterRes)) throw thrown;
        const seconds = Math.max(1, Math.ceil(thrown.msBeforeNext / 1000));
        throw new ProblemError('too-many', `Too many requests. Try again in ${seconds} s.`, {
          retryable: true,
          headers: { 'Retry-After': String(seconds) },
        });
      }
    },
  };
}
