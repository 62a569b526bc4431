import type { Clock } from '../core/clock.ts';
import { asError } from '../core/errors.ts';
import type { Service } from '../core/health.ts';
import type { Logger } from '../core/logger.ts';
import { Periodic } from '../core/periodic.ts';
import type { Billing } from './billing.ts';
import type { BillingStore } from './store.ts';

export interface ReviewsOptions {
  billing: Pick<Billing, 'due' | 'review'>;
  store: Pick<BillingStore, 'reviewLater'>;
  logger: Logger;
  clock: Clock;
}

const everyMs = 10 * 60 * 1000;
const atOnce = 50;
/** After a provider could not be asked. */
const laterMs = 60 * 60 * 1000;

/** Asks the provider, from time to time, of each subscription that is due: renewals go out, and a webhook that was lost is made up for. */
export class Reviews implements Service {
  readonly #options: ReviewsOptions;
  readonly #periodic: Periodic;

  constructor(options: ReviewsOptions) {
    this.#options = options;
    const { logger, clock } = options;
    this.#periodic = new Periodic({
      everyMs,
      work: (signal) => this.#reviewDue(signal),
      failure: 'the subscriptions cannot be looked at',
      logger,
      clock,
    });
  }

  start(): Promise<void> {
    return this.#periodic.start();
  }

  stop(): Promise<void> {
    return this.#periodic.stop();
  }

  /** Looks at all that are due now, or at one more when it is to stop. Rejects only when the database cannot be read or written. */
  async #reviewDue(signal: AbortSignal): Promise<void> {
    const { billing, store, logger, clock } = this.#options;
    for (;;) {
      const due = await billing.due(atOnce);
      for (const subscription of due) {
        if (signal.aborted) return;
        try {
          await billing.review(subscription);
        } catch (error) {
          logger.warn({ err: asError(error), subscriptionId: subscription.id }, 'a subscription cannot be looked at now; it is tried again later');
          await store.reviewLater(subscription.id, new Date(clock.now().getTime() + laterMs));
        }
      }
      if (due.length < atOnce) return;
    }
  }
}
