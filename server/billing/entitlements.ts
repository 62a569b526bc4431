import { type Clock, systemClock } from '../core/clock.ts';
import { type Entitlements, type Limits, noLimits } from '../core/entitlements.ts';
import type { Plans } from './plans.ts';
import type { BillingStore } from './store.ts';
import { isCovered, type Subscription } from './subscription.ts';
import type { Usage, UsageNow } from './usage.ts';

export interface PlanEntitlementsOptions {
  store: Pick<BillingStore, 'live'>;
  plans: Plans;
  /** Who needs no subscription: whoever has the machine has made them by hand. */
  exempt(userId: string): boolean;
  /** How long a plan goes on when a payment is late. */
  graceMs: number;
  /** Milliseconds of a user's calls since then. */
  usedMs(userId: string, since: Date): Promise<number>;
  clock?: Clock;
}

/** What a user's plan allows him now. */
export class PlanEntitlements implements Entitlements, Usage {
  readonly #options: Required<PlanEntitlementsOptions>;

  constructor(options: PlanEntitlementsOptions) {
    this.#options = { clock: systemClock, ...options };
  }

  async limitsOf(userId: string): Promise<Limits> {
    return (await this.#now(userId)).limits;
  }

  async of(userId: string): Promise<UsageNow> {
    const { limits, since } = await this.#now(userId);
    return { limits, usedMinutes: Math.ceil((await this.#usedMs(userId, since)) / 60_000), graceMs: this.#options.graceMs };
  }

  async callLimit(userId: string, callsUp: number): Promise<'concurrent-calls' | 'minutes' | null> {
    const { limits, since } = await this.#now(userId);
    if (limits.concurrentCalls !== null && callsUp >= limits.concurrentCalls) return 'concurrent-calls';
    if (limits.minutes === null) return null;
    return (await this.#usedMs(userId, since)) >= limits.minutes * 60_000 ? 'minutes' : null;
  }

  async #now(userId: string): Promise<{ limits: Limits; since: Date }> {
    const { store, plans, exempt, graceMs, clock } = this.#options;
    const now = clock.now();
    if (exempt(userId)) return { limits: noLimits, since: monthOf(now) };
    const subscription = await store.live(userId);
    if (subscription && isCovered(subscription, graceMs, now))
      return { limits: plans.limitsOf(subscription.planId), since: periodStart(subscription, now) };
    return { limits: plans.unsubscribed, since: monthOf(now) };
  }

  async #usedMs(userId: string, since: Date): Promise<number> {
    return await this.#options.usedMs(userId, since);
  }
}

/** When the next period has begun and nobody has said so yet, minutes count from its beginning all the same. */
function periodStart({ periodStart, periodEnd }: Subscription, now: Date): Date {
  if (periodEnd && periodEnd <= now) return periodEnd;
  return periodStart ?? monthOf(now);
}

/** Who has not subscribed has his minutes by the calendar month, in UTC. */
const monthOf = (now: Date) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
