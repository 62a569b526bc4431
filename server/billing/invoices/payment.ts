import type { Clock } from '../../core/clock.ts';
import { RepondeurError } from '../../core/errors.ts';
import type { EventBus } from '../../core/events.ts';
import type { ProviderState } from '../contract.ts';
import type { BillingEvents } from '../events.ts';
import type { BillingStore } from '../store.ts';
import { periodAfter, type Subscription } from '../subscription.ts';
import { tellChanges } from '../tell-changes.ts';
import type { Invoice } from './invoice.ts';
import type { InvoiceStore } from './store.ts';

export interface InvoicePaymentOptions {
  invoices: InvoiceStore;
  store: BillingStore;
  stateFrom(subscription: Subscription, invoices: readonly Invoice[], now: Date): ProviderState;
  events: EventBus<BillingEvents>;
  clock: Clock;
}

export interface PaidInvoice {
  invoiceId: string;
  paidAt: Date;
  /** The bank's, as it stands on the statement. */
  reference: string | null;
  /** The administrator. */
  by: string;
}

/** Marks invoices as paid: invoice, ledger and subscription in one transaction. */
export class InvoicePayment {
  readonly #options: InvoicePaymentOptions;

  constructor(options: InvoicePaymentOptions) {
    this.#options = options;
  }

  /** Rejects with 'not-found', and with 'conflict' when it is paid or void already. */
  async markPaid({ invoiceId, paidAt, reference, by }: PaidInvoice): Promise<Invoice> {
    const { invoices, store, stateFrom, events, clock } = this.#options;
    const askedAt = clock.now();
    const open = await invoices.find(invoiceId);
    const subscription = open && (await store.byId(open.subscriptionId));
    if (!open || !subscription) throw new RepondeurError('not-found', 'There is no such invoice.');
    if (open.paidAt || open.voidedAt) throw new RepondeurError('conflict', 'This invoice is not open any more.');
    const periodStart = open.periodStart ?? askedAt;
    const paid: Invoice = { ...open, paidAt, periodStart, periodEnd: open.periodEnd ?? periodAfter(periodStart, open.period) };
    const all = (await invoices.ofSubscription(subscription.id)).map((invoice) => (invoice.id === paid.id ? paid : invoice));
    const { id, amountMinor, currency } = paid;
    const line = { key: `invoice:${id}`, at: paidAt, amountMinor, currency, status: 'paid' as const, providerRef: reference };
    const applied = await store.apply(
      subscription.id,
      { state: stateFrom(subscription, all, askedAt), askedAt },
      { transactions: [line], also: (transaction) => invoices.markPaid(transaction, paid) },
    );
    if (applied) tellChanges(events, applied, by);
    events.emit('invoice-marked-paid', { invoiceId: id, userId: paid.userId, by });
    return paid;
  }
}
