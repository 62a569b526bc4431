import test from 'ava';
import { EventBus } from '../core/events.ts';
import type { SecurityEvents } from '../core/security-events.ts';
import type { BillingEvents } from './events.ts';
import { tellSecurity } from './tell-security.ts';

const about = { userId: 'julie', subscriptionId: 's' };
const money = { ...about, amountMinor: 900, currency: 'EUR', providerRef: null };

function told(tell: (billing: EventBus<BillingEvents>) => void) {
  const [billing, security] = [new EventBus<BillingEvents>(), new EventBus<SecurityEvents>()];
  const heard: unknown[] = [];
  for (const name of ['plan-changed', 'payment-failed', 'payment-refunded', 'invoice-marked-paid'] as const)
    security.on(name, (event) => heard.push(event));
  tellSecurity(billing, security);
  tell(billing);
  return heard;
}

for (const [by, to, cause] of [
  ['julie', 'team', 'user'],
  ['admin', 'team', 'administrator'],
  [null, 'team', 'provider'],
  [null, null, 'expiry'],
] as const) {
  test(`a change of plan to ${to} by ${by} is one by ${cause}`, (t) => {
    t.deepEqual(
      told((billing) => billing.emit('plan-changed', { ...about, from: 'solo', to, by })),
      [{ userId: 'julie', before: 'solo', after: to, by, cause }],
    );
  });
}

test('failures, refunds and paid invoices are told, without what the provider calls them', (t) => {
  const heard = told((billing) => {
    billing.emit('payment-failed', money);
    billing.emit('payment-refunded', { ...money, amountMinor: -900 });
    billing.emit('invoice-marked-paid', { invoiceId: 'i', userId: 'julie', by: 'admin' });
  });
  t.deepEqual(heard, [
    { userId: 'julie', currency: 'EUR', amountMinor: 900 },
    { userId: 'julie', currency: 'EUR', amountMinor: -900 },
    { invoiceId: 'i', userId: 'julie', by: 'admin' },
  ]);
});
