import { rolesThatMay } from '../../core/access.ts';
import type { AuditLog } from '../../core/audit.ts';
import type { Clock } from '../../core/clock.ts';
import { RepondeurError } from '../../core/errors.ts';
import type { Accounts } from '../../users/accounts.ts';
import type { ProviderState } from '../contract.ts';
import { type Asker, prepareRecord } from '../record-changes.ts';
import type { BillingStore } from '../store.ts';
import { periodAfter, type Subscription } from '../subscription.ts';
import type { Invoice } from './invoice.ts';
import type { InvoiceStore } from './store.ts';

export interface InvoicePaymentOptions {
  invoices: InvoiceStore;
  store: BillingStore;
  stateFrom(subscription: Subscription, invoices: readonly Invoice[], now: Date): ProviderState;
  accounts: Pick<Accounts, 'anyWithRole'>;
  audit: AuditLog;
  clock: Clock;
}

export interface PaidInvoice {
  invoiceId: string;
  /** When the money came; now by default. */
  paidAt?: Date | undefined;
  /** The bank's, as it stands on the statement. */
  reference: string | null;
  /** The administrator. */
  by: Asker;
}

/** A statement gives a day, whose beginning is before an invoice of that day, and at most so much earlier in another time zone. */
const dayMs = 24 * 60 * 60 * 1000;

/** Marks invoices as paid: invoice, ledger, subscription and audit log in one transaction. */
export class InvoicePayment {
  readonly #options: InvoicePaymentOptions;

  constructor(options: InvoicePaymentOptions) {
    this.#options = options;
  }

  /**
   * Rejects with 'not-found', with 'conflict' when it is paid or void already, with 'forbidden' when it is his own and another administrator could do it, and with
   * 'bad-input' when the money came before the invoice or is still to come.
   */
  async markPaid({ invoiceId, paidAt, reference, by }: PaidInvoice): Promise<Invoice> {
    const { invoices, store, stateFrom, audit, clock } = this.#options;
    const askedAt = clock.now();
    const open = await invoices.find(invoiceId);
    const subscription = open && (await store.byId(open.subscriptionId));
    if (!open || !subscription) throw new RepondeurError('not-found', 'There is no such invoice.');
    if (open.paidAt || open.voidedAt) throw new RepondeurError('conflict', 'This invoice is not open any more.');
    const own = open.userId === by.userId;
    if (own) await this.#refuseWithOthers(by.userId);
    const paid = paidInvoice(open, paidAt ?? askedAt, askedAt);
    const all = (await invoices.ofSubscription(subscription.id)).map((invoice) => (invoice.id === paid.id ? paid : invoice));
    const { id, userId, amountMinor, currency } = paid;
    const line = { key: `invoice:${id}`, at: paid.paidAt, amountMinor, currency, status: 'paid' as const, providerRef: reference };
    const record = await prepareRecord(audit, userId, by);
    await store.apply(
      subscription.id,
      { state: stateFrom(subscription, all, askedAt), askedAt },
      {
        transactions: [line],
        also: (transaction) => invoices.markPaid(transaction, paid),
        record: (transaction, applied) => record(transaction, applied, { action: 'invoice.marked-paid', details: { invoiceId: id, own } }),
      },
    );
    return paid;
  }

  /** Two pairs of eyes, where there are two; whoever runs a box alone marks his own, and the audit log says so. */
  async #refuseWithOthers(userId: string): Promise<void> {
    if (await this.#options.accounts.anyWithRole(rolesThatMay('billing:manage'), { except: userId }))
      throw new RepondeurError('forbidden', 'Nobody marks his own invoice as paid while another administrator can: ask him to.');
  }
}

/** The first period begins with the news of the payment, not with its day: nobody loses what the bank took. */
function paidInvoice(open: Invoice, paidAt: Date, now: Date): Invoice & { paidAt: Date } {
  if (paidAt > now) throw new RepondeurError('bad-input', 'paidAt is still to come.');
  if (paidAt.getTime() < open.issuedAt.getTime() - dayMs) throw new RepondeurError('bad-input', 'paidAt is before the invoice.');
  const periodStart = open.periodStart ?? now;
  return { ...open, paidAt, periodStart, periodEnd: open.periodEnd ?? periodAfter(periodStart, open.period) };
}
