import type Stripe from 'stripe';
import type { ProviderState } from '../../contract.ts';
import type { Plans } from '../../plans.ts';
import type { Subscription, SubscriptionStatus } from '../../subscription.ts';

const hourMs = 60 * 60 * 1000;

/** https://docs.stripe.com/api/subscriptions/object#subscription_object-status */
const statuses: Record<string, SubscriptionStatus> = {
  incomplete: 'pending',
  incomplete_expired: 'ended',
  trialing: 'active',
  active: 'active',
  past_due: 'past-due',
  unpaid: 'past-due',
  paused: 'pending',
  canceled: 'ended',
};

/** Stripe's subscription in our words. */
export function stateOf(theirs: Stripe.Subscription, ours: Subscription, plans: Plans, now: Date): ProviderState {
  const item = theirs.items.data[0];
  const plan = plans.all.find(({ providerPrice }) => providerPrice !== null && providerPrice === item?.price.id);
  const periodEnd = item ? new Date(item.current_period_end * 1000) : null;
  return {
    // A word that is new at Stripe is looked at again; until then nothing changes.
    status: statuses[theirs.status] ?? ours.status,
    planId: plan?.id ?? ours.planId,
    nextPlanId: null,
    periodStart: item ? new Date(item.current_period_start * 1000) : null,
    periodEnd,
    cancelAtPeriodEnd: theirs.cancel_at_period_end,
    providerRef: theirs.id,
    customerRef: idOf(theirs.customer),
    checkoutRef: ours.checkoutRef,
    reviewAt: new Date(Math.max(now.getTime() + 6 * hourMs, (periodEnd?.getTime() ?? 0) + hourMs)),
  };
}

/** Before Stripe has a subscription there is a payment page at most. */
export function unpaidState(ours: Subscription, status: 'pending' | 'ended', now: Date, changes: Partial<ProviderState> = {}): ProviderState {
  const { planId, providerRef, customerRef, checkoutRef } = ours;
  return {
    status,
    planId,
    nextPlanId: null,
    periodStart: null,
    periodEnd: null,
    cancelAtPeriodEnd: false,
    providerRef,
    customerRef,
    checkoutRef,
    reviewAt: new Date(now.getTime() + hourMs),
    ...changes,
  };
}

/** Stripe gives an id, or the thing itself where it was asked to. */
export function idOf(thing: string | { id: string } | null | undefined): string | null {
  return typeof thing === 'string' ? thing : (thing?.id ?? null);
}
