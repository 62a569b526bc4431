import type { Knex } from 'knex';
import { type Clock, systemClock } from '../../core/clock.ts';
import { RepondeurError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';
import { queue } from '../../database/outbox.ts';
import { type Page, pageOf } from '../../database/page.ts';
import type { Plan } from '../plans.ts';
import type { Invoice, InvoiceStatus } from './invoice.ts';
import { type InvoiceRow, invoiceOf } from './rows.ts';

/** The outbox item that sends an invoice. */
export const invoiceEmailKind = 'invoice-email';

export interface InvoiceTerms {
  taxPercent: number;
  dueDays: number;
}

export interface InvoiceOrder {
  subscriptionId: string;
  userId: string;
  plan: Plan;
  /** Null: it begins with the payment. */
  period: { start: Date; end: Date } | null;
}

export interface InvoiceQuery {
  limit: number;
  cursor?: string | undefined;
  userId?: string | undefined;
  status?: InvoiceStatus | undefined;
}

export interface InvoiceStoreOptions {
  database: Database;
  terms: InvoiceTerms;
  /** Called after a commit that queued an e-mail. */
  onQueued?: () => void;
  clock?: Clock;
}

/** Invoices in the database, and their way into the outbox. */
export class InvoiceStore {
  readonly #options: Required<InvoiceStoreOptions>;

  constructor(options: InvoiceStoreOptions) {
    this.#options = { onQueued: () => {}, clock: systemClock, ...options };
  }

  /** The open invoice for this plan and period: the one that is there, or a new one with its e-mail. Others of the subscription that are open are void then. */
  async issue(order: InvoiceOrder): Promise<Invoice> {
    const { database, onQueued } = this.#options;
    const { invoice, made } = await storing('Issuing an invoice', () =>
      database.transaction(async (transaction) => {
        // Two at once: the second waits here and finds what the first has made.
        await transaction('subscriptions').where({ id: order.subscriptionId }).forUpdate().first('id');
        const open = await openRows(transaction, order.subscriptionId);
        const same = open.find((row) => row.plan_id === order.plan.id && row.period_start === (order.period?.start.toISOString() ?? null));
        await this.#void(
          transaction,
          open.filter((row) => row !== same),
        );
        return same ? { invoice: invoiceOf(same), made: false } : { invoice: await this.#insert(transaction, order), made: true };
      }),
    );
    if (made) onQueued();
    return invoice;
  }

  /** Nothing of it is to be paid any more. */
  async voidOpen(subscriptionId: string): Promise<void> {
    const { database } = this.#options;
    await storing('Voiding invoices', () =>
      database.transaction(async (transaction) => this.#void(transaction, await openRows(transaction, subscriptionId))),
    );
  }

  /** Joins the write of the subscription that it pays for. Rejects with 'conflict' when it is paid or void already. */
  async markPaid(transaction: Knex.Transaction, { id, paidAt, periodStart, periodEnd }: Invoice): Promise<void> {
    const changed = await transaction('invoices')
      .where({ id, paid_at: null, voided_at: null })
      .update({ paid_at: paidAt?.toISOString(), period_start: periodStart?.toISOString(), period_end: periodEnd?.toISOString() });
    if (changed === 0) throw new RepondeurError('conflict', 'This invoice is not open any more.');
  }

  async find(id: string): Promise<Invoice | null> {
    const row = await storing('Reading an invoice', () => this.#options.database<InvoiceRow>('invoices').where({ id }).first());
    return row ? invoiceOf(row) : null;
  }

  /** In the order of their making. */
  async ofSubscription(subscriptionId: string): Promise<Invoice[]> {
    const rows = await storing('Reading the invoices', () =>
      this.#options.database<InvoiceRow>('invoices').where({ subscription_id: subscriptionId }).orderBy('id'),
    );
    return rows.map(invoiceOf);
  }

  /** The newest first. */
  async list({ userId, status, ...page }: InvoiceQuery): Promise<Page<Invoice>> {
    return await storing('Reading the invoices', async () => {
      const query = this.#options.database<InvoiceRow>('invoices').select();
      if (userId !== undefined) query.where({ user_id: userId });
      if (status === 'paid') query.whereNotNull('paid_at');
      if (status === 'void') query.whereNotNull('voided_at');
      if (status === 'open') query.where({ paid_at: null, voided_at: null });
      const { items, nextCursor } = await pageOf<InvoiceRow>(query, page);
      return { items: items.map(invoiceOf), nextCursor };
    });
  }

  async #insert(transaction: Knex.Transaction, { subscriptionId, userId, plan, period }: InvoiceOrder): Promise<Invoice> {
    const { terms, clock } = this.#options;
    const now = clock.now();
    const row: InvoiceRow = {
      id: newId(),
      number: await nextNumber(transaction, now.getUTCFullYear()),
      subscription_id: subscriptionId,
      user_id: userId,
      plan_id: plan.id,
      plan_name: plan.name,
      amount_minor: plan.amountMinor,
      currency: plan.currency,
      tax_percent: terms.taxPercent,
      period: plan.period,
      period_start: period?.start.toISOString() ?? null,
      period_end: period?.end.toISOString() ?? null,
      issued_at: now.toISOString(),
      due_at: new Date(now.getTime() + terms.dueDays * dayMs).toISOString(),
      paid_at: null,
      voided_at: null,
    };
    await transaction('invoices').insert(row);
    await queue(transaction, { kind: invoiceEmailKind, idempotencyKey: `${invoiceEmailKind}:${row.id}`, payload: { invoiceId: row.id }, now });
    return invoiceOf(row);
  }

  async #void(transaction: Knex.Transaction, rows: readonly InvoiceRow[]): Promise<void> {
    const ids = rows.map(({ id }) => id);
    await transaction('invoices').whereIn('id', ids).update({ voided_at: this.#options.clock.now().toISOString() });
  }
}

const dayMs = 24 * 60 * 60 * 1000;

async function openRows(transaction: Knex.Transaction, subscriptionId: string): Promise<InvoiceRow[]> {
  return await transaction<InvoiceRow>('invoices').where({ subscription_id: subscriptionId, paid_at: null, voided_at: null });
}

/** Counted in the transaction of the invoice: what is taken back leaves no gap. */
async function nextNumber(transaction: Knex.Transaction, year: number): Promise<string> {
  const [row] = await transaction('invoice_numbers')
    .insert({ year, last: 1 })
    .onConflict('year')
    .merge({ last: transaction.raw('invoice_numbers.last + 1') })
    .returning('last');
  return `${year}-${String(row.last).padStart(5, '0')}`;
}
