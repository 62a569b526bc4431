import { type Fault, keyName, type SourceOf, valueAt } from './faults.ts';
import type { Settings, SettingsDocument } from './schema.ts';

/** What each way of paying needs beside its name. */
export function billingFaults(document: SettingsDocument, sourceOf: SourceOf): Fault[] {
  const provider = valueAt(document, ['billing', 'provider']) ?? 'none';
  if (provider !== 'manual' && provider !== 'stripe') return [];
  const because = `as billing.provider = "${provider}"`;
  const fault = (path: (string | number)[], expected: string): Fault => ({
    source: sourceOf(path),
    key: keyName(path),
    expected: `${expected}, ${because}`,
    found: 'nothing',
  });
  const plans = Array.isArray(document.plans) ? document.plans : [];
  const paid = plans.flatMap((plan, index) => (valueAt(plan, ['price']) === 0 ? [] : [{ plan, index }]));
  const section = provider === 'manual' ? 'invoices' : 'stripe';
  return [
    ...(paid.length === 0 ? [fault(['plans'], 'at least one [[plans]] block with a price')] : []),
    ...(document[section] === undefined ? [fault([section], `a section [${section}]`)] : []),
    ...paid
      .filter(({ plan }) => provider === 'stripe' && valueAt(plan, ['stripe_price']) === undefined)
      .map(({ index }) => fault(['plans', index, 'stripe_price'], 'its price at Stripe')),
  ];
}

/** What works, but may not be what the owner expects: a caller does not hear that a subscription is missing. */
export function billingWarnings({ billing, plans, users }: Pick<Settings, 'billing' | 'plans' | 'users'>): string[] {
  if (billing.provider === 'none' || plans.some(({ price }) => price === 0)) return [];
  const paying = users.flatMap(({ pays }, index) => (pays ? [`users[${index}]`] : []));
  if (paying.length === 0) return [];
  return [
    `no plan costs nothing, and ${paying.join(', ')} must pay: without a subscription their callers reach the voicemail alone, not the assistant; add a [[plans]] block with price = 0, or take pays = true away`,
  ];
}
