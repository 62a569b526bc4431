import { type Limits, noLimits } from '../core/entitlements.ts';
import type { Settings } from '../settings/schema.ts';

/** What users can subscribe to, as the settings have it. */
export interface Plan {
  id: string;
  name: string;
  /** In the smallest unit of the currency, tax included. */
  amountMinor: number;
  /** ISO 4217. */
  currency: string;
  period: 'month' | 'year';
  limits: Limits;
  /** Its name at the provider, where prices are kept there. */
  providerPrice: string | null;
}

/** Without a subscription, and without a plan that costs nothing, callers get the voicemail. Numbers and calls that are there stay. */
const nothingPaid: Limits = { ...noLimits, numbers: 0, minutes: 0, concurrentCalls: 0 };

export class Plans {
  readonly all: readonly Plan[];

  constructor(all: readonly Plan[]) {
    this.all = all;
  }

  byId(id: string): Plan | null {
    return this.all.find((plan) => plan.id === id) ?? null;
  }

  /** A subscription whose plan the settings do not have any more keeps its user free of limits: he has paid for more than nothing. */
  limitsOf(id: string): Limits {
    return this.byId(id)?.limits ?? noLimits;
  }

  /** What everybody has who has not subscribed. */
  get unsubscribed(): Limits {
    return this.all.find(({ amountMinor }) => amountMinor === 0)?.limits ?? nothingPaid;
  }
}

export function plansOf(settings: Settings['plans']): Plans {
  return new Plans(
    settings.map(({ id, name, price, currency, period, numbers, minutes, concurrentCalls, retentionDays, stripePrice }) => ({
      id,
      name,
      amountMinor: price,
      currency,
      period,
      limits: {
        numbers: numbers ?? null,
        minutes: minutes ?? null,
        concurrentCalls: concurrentCalls ?? null,
        retentionDays: retentionDays ?? null,
      },
      providerPrice: stripePrice ?? null,
    })),
  );
}
