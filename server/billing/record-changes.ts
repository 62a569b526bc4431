import type { Knex } from 'knex';
import { type AuditAct, type AuditLog, actorOf } from '../core/audit.ts';
import type { Applied } from './store.ts';
import type { Subscription } from './subscription.ts';

/** Who asked for a change. */
export interface Asker {
  userId: string;
  /** Where from. Personal data. */
  address?: string | undefined;
}

type Entry = Required<Pick<AuditAct, 'action' | 'details'>>;

/** Writes what a change is into the audit log, as the last thing of its transaction. `first` goes before it. */
export type RecordChanges = (transaction: Knex.Transaction, applied: Applied, first?: Entry) => Promise<void>;

/** To be called before the transaction. `by` is null when the provider says so, or nobody did. */
export async function prepareRecord(audit: AuditLog, userId: string, by: Asker | null): Promise<RecordChanges> {
  const actor = by ? actorOf(by) : ({ kind: 'system', id: null } as const);
  const write = await audit.prepare({ actor, action: 'subscription.changed', target: { kind: 'user', id: userId }, address: by?.address });
  return async (transaction, applied, first) => {
    for (const entry of [...(first ? [first] : []), ...entriesOf(applied, by)]) await write(transaction, entry);
  };
}

function entriesOf({ before, after, added }: Applied, by: Asker | null): Entry[] {
  const [from, to] = [planOf(before), planOf(after)];
  const plan = { before: { plan: from }, after: { plan: to }, cause: causeOf(after.userId, to, by) };
  const lost = added.filter(({ status }) => status !== 'paid');
  return [
    ...(from === to ? [] : [{ action: 'subscription.plan-changed', details: plan }]),
    ...(before.cancelAtPeriodEnd === after.cancelAtPeriodEnd
      ? []
      : [{ action: after.cancelAtPeriodEnd ? 'subscription.cancelled' : 'subscription.resumed', details: {} }]),
    ...lost.map(({ status, amountMinor, currency }) => ({ action: `payment.${status}`, details: { amountMinor, currency } })),
  ];
}

function causeOf(userId: string, to: string | null, by: Asker | null): 'user' | 'administrator' | 'expiry' | 'provider' {
  if (by) return by.userId === userId ? 'user' : 'administrator';
  return to === null ? 'expiry' : 'provider';
}

/** What is not paid yet, or over, is no plan. */
function planOf({ status, planId }: Subscription): string | null {
  return status === 'active' || status === 'past-due' ? planId : null;
}
