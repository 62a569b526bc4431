import type { Clock } from '../core/clock.ts';
import type { Entitlements } from '../core/entitlements.ts';
import { asError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';

export interface CallLimitsOptions {
  entitlements: Entitlements;
  clock: Clock;
  logger: Logger;
}

export type CallLimit = NonNullable<Awaited<ReturnType<Entitlements['callLimit']>>>;

/** A caller who rings is not kept waiting for a database: by then he is let in. */
const answerWithinMs = 1_000;

/** How many talks each user has, and whether one more may begin. In doubt it may: a limit that cannot be read costs no caller his talk. */
export class CallLimits {
  readonly #options: CallLimitsOptions;
  /** Talks that are up, by user. */
  readonly #talks = new Map<string, number>();

  constructor(options: CallLimitsOptions) {
    this.#options = options;
  }

  /** Null: the talk may begin, and counts until `end`. Otherwise why it may not. Never rejects. */
  async begin(userId: string): Promise<CallLimit | null> {
    const talks = this.#talks.get(userId) ?? 0;
    // Counted before anybody is asked, so that of two callers at once only one is the last.
    this.#talks.set(userId, talks + 1);
    const limit = await this.#limit(userId, talks);
    if (limit) this.end(userId);
    return limit;
  }

  end(userId: string): void {
    const talks = (this.#talks.get(userId) ?? 0) - 1;
    if (talks > 0) this.#talks.set(userId, talks);
    else this.#talks.delete(userId);
  }

  async #limit(userId: string, talks: number): Promise<CallLimit | null> {
    const { entitlements, clock, logger } = this.#options;
    const timer = new AbortController();
    try {
      const late = clock.sleep(answerWithinMs, timer.signal).then(() => {
        logger.warn({}, 'the limits of a plan took too long to read; the call is taken without');
        return null;
      });
      return await Promise.race([entitlements.callLimit(userId, talks), late.catch(() => null)]);
    } catch (error) {
      logger.error({ err: asError(error) }, 'the limits of a plan cannot be read; the call is taken without');
      return null;
    } finally {
      timer.abort();
    }
  }
}
