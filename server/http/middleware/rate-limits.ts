import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemError } from '../problem.ts';

export interface RateLimit {
  /** Counts one request; rejects with 'too-many', and a Retry-After, when there are no more. */
  take(key: string): Promise<void>;
}

/** So many requests of one key in so many seconds, counted in this process; a restart forgets. */
export function rateLimit({ requests, perSeconds }: { requests: number; perSeconds: number }): RateLimit {
  const limiter = new RateLimiterMemory({ points: requests, duration: perSeconds });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
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
