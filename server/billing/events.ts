import type { NewTransaction } from './transaction.ts';

/** What an auditor wants to know. Listeners run at once and must not throw. */
export type BillingEvents = {
  /** `to` is null when it ended; `from` when it began. `by` is the user who asked, or null when the provider said so. */
  'plan-changed': { userId: string; subscriptionId: string; from: string | null; to: string | null; by: string | null };
  'cancellation-changed': { userId: string; subscriptionId: string; atPeriodEnd: boolean; by: string | null };
  'payment-received': { userId: string; subscriptionId: string } & Money;
  'payment-failed': { userId: string; subscriptionId: string } & Money;
  'payment-refunded': { userId: string; subscriptionId: string } & Money;
  /** An administrator has marked an invoice as paid. */
  'invoice-marked-paid': { invoiceId: string; userId: string; by: string };
  /** A webhook whose signature is wrong or too old. */
  'webhook-forged': { provider: string; reason: 'signature' | 'replay' | 'form'; piiAddress: string; requestId: string };
};

type Money = Pick<NewTransaction, 'amountMinor' | 'currency' | 'providerRef'>;
