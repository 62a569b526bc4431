import type { EventBus } from '../core/events.ts';
import type { BillingEvents } from './events.ts';
import type { Applied } from './store.ts';
import type { Subscription } from './subscription.ts';
import type { TransactionStatus } from './transaction.ts';

const eventOf = { paid: 'payment-received', failed: 'payment-failed', refunded: 'payment-refunded' } as const satisfies Record<
  TransactionStatus,
  keyof BillingEvents
>;

/** Tells listeners what a write has changed. */
export function tellChanges(events: EventBus<BillingEvents>, { before, after, added }: Applied, by: string | null): void {
  const about = { userId: after.userId, subscriptionId: after.id };
  const [from, to] = [planOf(before), planOf(after)];
  if (from !== to) events.emit('plan-changed', { ...about, from, to, by });
  if (before.cancelAtPeriodEnd !== after.cancelAtPeriodEnd)
    events.emit('cancellation-changed', { ...about, atPeriodEnd: after.cancelAtPeriodEnd, by });
  for (const { status, amountMinor, currency, providerRef } of added) events.emit(eventOf[status], { ...about, amountMinor, currency, providerRef });
}

/** What is not paid yet, or over, is no plan. */
function planOf({ status, planId }: Subscription): string | null {
  return status === 'active' || status === 'past-due' ? planId : null;
}
