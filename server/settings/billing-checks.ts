import { type Fault, keyName, type SourceOf, valueAt } from './faults.ts';
import type { SettingsDocument } from './schema.ts';

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
