import { type Clock, systemClock } from '../core/clock.ts';
import { asError } from '../core/errors.ts';
import type { Service } from '../core/health.ts';
import type { Logger } from '../core/logger.ts';
import type { Billing } from './billing.ts';
import type { BillingStore } from './store.ts';

export interface ReviewsOptions {
  billing: Pick<Billing, 'due' | 'review'>;
  store: Pick<BillingStore, 'reviewLater'>;
  logger: Logger;
  clock?: Clock;
  /** Default ten minutes. */
  everyMs?: number;
}

const atOnce = 50;
/** After a provider could not be asked. */
const laterMs = 60 * 60 * 1000;

/** Asks the provider, from time to time, of each subscription that is due: renewals go out, and a webhook that was lost is made up for. */
export class Reviews implements Service {
  readonly #options: Required<ReviewsOptions>;
  #timer: NodeJS.Timeout | undefined;
  #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: ReviewsOptions) {
    this.#options = { clock: systemClock, everyMs: 10 * 60 * 1000, ...options };
  }

  async start(): Promise<void> {
    if (this.#timer) return;
    this.#stopping = new AbortController();
    this.#timer = setInterval(() => void this.#next(), this.#options.everyMs);
    this.#timer.unref();
    void this.#next();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    this.#timer = undefined;
    await this.#running;
  }

  /** Looks at all that are due now, or at one more when it is to stop. Rejects only when the database cannot be read or written. */
  async #reviewDue({ signal }: AbortController): Promise<void> {
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

  /** One at a time. */
  #next(): Promise<void> {
    const stopping = this.#stopping;
    this.#running = this.#running
      .then(() => this.#reviewDue(stopping))
      .catch((error) => this.#options.logger.error({ err: asError(error) }, 'the subscriptions cannot be looked at'));
    return this.#running;
  }
}
