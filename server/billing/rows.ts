import type { Subscription, SubscriptionStatus } from './subscription.ts';
import type { Transaction, TransactionStatus } from './transaction.ts';

export interface SubscriptionRow {
  id: string;
  user_id: string;
  plan_id: string;
  next_plan_id: string | null;
  provider: string;
  provider_ref: string | null;
  customer_ref: string | null;
  checkout_ref: string | null;
  status: SubscriptionStatus;
  period_start: string | null;
  period_end: string | null;
  /** SQLite gives 0 and 1. */
  cancel_at_period_end: boolean | number;
  past_due_since: string | null;
  ended_at: string | null;
  review_at: string;
  stated_at: string;
  created_at: string;
  updated_at: string;
}

export interface TransactionRow {
  id: string;
  subscription_id: string;
  user_id: string;
  provider: string;
  key: string;
  at: string;
  /** PostgreSQL gives 64 bits as text. */
  amount_minor: number | string;
  currency: string;
  status: TransactionStatus;
  provider_ref: string | null;
  created_at: string;
}

export function subscriptionOf(row: SubscriptionRow): Subscription {
  return {
    id: row.id,
    userId: row.user_id,
    planId: row.plan_id,
    nextPlanId: row.next_plan_id,
    provider: row.provider,
    providerRef: row.provider_ref,
    customerRef: row.customer_ref,
    checkoutRef: row.checkout_ref,
    status: row.status,
    periodStart: dateOf(row.period_start),
    periodEnd: dateOf(row.period_end),
    cancelAtPeriodEnd: Boolean(row.cancel_at_period_end),
    pastDueSince: dateOf(row.past_due_since),
    endedAt: dateOf(row.ended_at),
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}

export function transactionOf(row: TransactionRow): Transaction {
  return {
    id: row.id,
    subscriptionId: row.subscription_id,
    userId: row.user_id,
    provider: row.provider,
    key: row.key,
    at: new Date(row.at),
    amountMinor: Number(row.amount_minor),
    currency: row.currency,
    status: row.status,
    providerRef: row.provider_ref,
  };
}

const dateOf = (text: string | null) => (text === null ? null : new Date(text));
