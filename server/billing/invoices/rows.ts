import type { Invoice } from './invoice.ts';

export interface InvoiceRow {
  id: string;
  number: string;
  subscription_id: string;
  user_id: string;
  plan_id: string;
  plan_name: string;
  /** PostgreSQL gives 64 bits as text. */
  amount_minor: number | string;
  currency: string;
  tax_percent: number;
  period: 'month' | 'year';
  period_start: string | null;
  period_end: string | null;
  issued_at: string;
  due_at: string;
  paid_at: string | null;
  voided_at: string | null;
}

export function invoiceOf(row: InvoiceRow): Invoice {
  return {
    id: row.id,
    number: row.number,
    subscriptionId: row.subscription_id,
    userId: row.user_id,
    planId: row.plan_id,
    planName: row.plan_name,
    amountMinor: Number(row.amount_minor),
    currency: row.currency,
    taxPercent: row.tax_percent,
    period: row.period,
    periodStart: dateOf(row.period_start),
    periodEnd: dateOf(row.period_end),
    issuedAt: new Date(row.issued_at),
    dueAt: new Date(row.due_at),
    paidAt: dateOf(row.paid_at),
    voidedAt: dateOf(row.voided_at),
  };
}

const dateOf = (text: string | null) => (text === null ? null : new Date(text));
