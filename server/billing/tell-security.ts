import type { EventBus } from '../core/events.ts';
import type { SecurityEvents } from '../core/security-events.ts';
import type { BillingEvents } from './events.ts';

/** Hands on what the audit log and the alerts listen to. */
export function tellSecurity(billing: EventBus<BillingEvents>, security: EventBus<SecurityEvents>): void {
  billing.on('plan-changed', ({ userId, from, to, by }) =>
    security.emit('plan-changed', { userId, before: from, after: to, by, cause: causeOf(userId, to, by) }),
  );
  billing.on('cancellation-changed', ({ userId, atPeriodEnd, by }) => security.emit('cancellation-changed', { userId, atPeriodEnd, by }));
  for (const name of ['payment-failed', 'payment-refunded'] as const)
    billing.on(name, ({ userId, amountMinor, currency }) => security.emit(name, { userId, amountMinor, currency }));
  billing.on('invoice-marked-paid', (event) => security.emit('invoice-marked-paid', event));
  billing.on('webhook-forged', ({ provider, piiAddress, reason }) => security.emit('webhook-forged', { provider, address: piiAddress, reason }));
}

function causeOf(userId: string, to: string | null, by: string | null): SecurityEvents['plan-changed']['cause'] {
  if (by !== null) return by === userId ? 'user' : 'administrator';
  return to === null ? 'expiry' : 'provider';
}
