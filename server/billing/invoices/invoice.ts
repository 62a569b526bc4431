/** A bill for one period of a plan. */
export interface Invoice {
  /** UUIDv7. */
  id: string;
  /** "2026-00001": without a gap in a year. */
  number: string;
  subscriptionId: string;
  userId: string;
  planId: string;
  /** As it was called then. */
  planName: string;
  amountMinor: number;
  currency: string;
  taxPercent: number;
  period: 'month' | 'year';
  /** What it pays for; of the first one null until it is paid. */
  periodStart: Date | null;
  periodEnd: Date | null;
  issuedAt: Date;
  dueAt: Date;
  paidAt: Date | null;
  /** It is not to be paid any more. */
  voidedAt: Date | null;
}

export const invoiceStatuses = ['open', 'paid', 'void'] as const;
export type InvoiceStatus = (typeof invoiceStatuses)[number];

export function invoiceStatus({ paidAt, voidedAt }: Invoice): InvoiceStatus {
  if (paidAt) return 'paid';
  return voidedAt ? 'void' : 'open';
}
