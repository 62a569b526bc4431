import type { EventBus } from '../core/events.ts';
import type { SecurityEvents } from '../core/security-events.ts';
import type { BillingEvents } from './events.ts';

/** Hands on what the audit log and the alerts listen to. */
export function tellSecurity(billing: EventBus<BillingEvents>, security: EventBus<SecurityEvents>): void {
  billing.on('plan-changed', ({ userId, from, to, by }) =>
    security.emit('plan-changed', { userId, before: from, after: to, cause: causeOf(userId, to, by) }),
  );
  billing.on('webhook-forged', ({ provider, piiAddress, reason }) => security.emit('webhook-forged', { provider, address: piiAddress, reason }));
}

function causeOf(userId: string, to: string | null, by: string | null): SecurityEvents['plan-changed']['cause'] {
  if (by !== null) return by === userId ? 'user' : 'administrator';
  return to === null ? 'expiry' : 'provider';
}
