export const transactionStatuses = ['paid', 'failed', 'refunded'] as const;
export type TransactionStatus = (typeof transactionStatuses)[number];

/** A line to be written in the ledger. */
export interface NewTransaction {
  /** The same payment has the same key however often it is told: it stands in the ledger once. */
  key: string;
  at: Date;
  /** In the smallest unit of the currency; what was given back is below zero. */
  amountMinor: number;
  /** ISO 4217. */
  currency: string;
  status: TransactionStatus;
  /** The provider's name for it (the seed's id_transaction_fournisseur). */
  providerRef: string | null;
}

/** The seed's TransactionPaiement: a line of the ledger, which only grows. */
export interface Transaction extends NewTransaction {
  /** UUIDv7. */
  id: string;
  subscriptionId: string;
  userId: string;
  provider: string;
}
