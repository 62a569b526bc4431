import type { Entitlements } from '../core/entitlements.ts';
import type { Logger } from '../core/logger.ts';
import { askInTime } from './ask-in-time.ts';

export interface CallLimitsOptions {
  entitlements: Entitlements;
  logger: Logger;
}

export type CallLimit = NonNullable<Awaited<ReturnType<Entitlements['callLimit']>>>;

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
    const { entitlements, logger } = this.#options;
    const talks = this.#talks.get(userId) ?? 0;
    // Counted before anybody is asked, so that of two callers at once only one is the last.
    this.#talks.set(userId, talks + 1);
    const limit = await askInTime(entitlements.callLimit(userId, talks), null, 'the limits of a plan', logger);
    if (limit) this.end(userId);
    return limit;
  }

  end(userId: string): void {
    const talks = (this.#talks.get(userId) ?? 0) - 1;
    if (talks > 0) this.#talks.set(userId, talks);
    else this.#talks.delete(userId);
  }
}
