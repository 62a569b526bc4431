/** `pending`: not paid yet. `past-due`: a payment is late or failed; the grace period runs. `ended`: over, for good. */
export const subscriptionStatuses = ['pending', 'active', 'past-due', 'ended'] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

/** The seed's Abonnement. A user has one that has not ended at most. */
export interface Subscription {
  /** UUIDv7. */
  id: string;
  userId: string;
  planId: string;
  /** What it changes to at the end of the period; null when it stays. */
  nextPlanId: string | null;
  /** Who is paid: "manual", "stripe". */
  provider: string;
  /** The provider's name for it (the seed's id_fournisseur_paiement); null before it has one. */
  providerRef: string | null;
  /** The provider's name for the customer. */
  customerRef: string | null;
  /** The provider's name for a payment page that was opened last. */
  checkoutRef: string | null;
  status: SubscriptionStatus;
  /** What is paid for now; null before the first payment. */
  periodStart: Date | null;
  periodEnd: Date | null;
  cancelAtPeriodEnd: boolean;
  /** When the grace period began; null when nothing is late. */
  pastDueSince: Date | null;
  endedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** Until when its plan holds; null when it does not. Late news of a renewal is no reason to cut anybody off: the grace period covers it. */
export function coveredUntil(subscription: Subscription, graceMs: number): Date | null {
  const { status, periodEnd, pastDueSince, cancelAtPeriodEnd } = subscription;
  if (status === 'active' && periodEnd) return cancelAtPeriodEnd ? periodEnd : new Date(periodEnd.getTime() + graceMs);
  if (status === 'past-due' && pastDueSince) return new Date(pastDueSince.getTime() + graceMs);
  return null;
}

export function isCovered(subscription: Subscription, graceMs: number, now: Date): boolean {
  const until = coveredUntil(subscription, graceMs);
  return until !== null && now < until;
}

/** One period later, by the calendar in UTC; the 31st becomes the last day of a shorter month. */
export function periodAfter(start: Date, period: 'month' | 'year'): Date {
  const months = period === 'month' ? 1 : 12;
  const end = new Date(start);
  end.setUTCMonth(start.getUTCMonth() + months, 1);
  const lastDay = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(start.getUTCDate(), lastDay));
  return end;
}
