import type { Knex } from 'knex';
import { type Clock, systemClock } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import { storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';
import { type Page, pageOf } from '../database/page.ts';
import type { ProviderState } from './contract.ts';
import { type SubscriptionRow, subscriptionOf, type TransactionRow, transactionOf } from './rows.ts';
import type { Subscription } from './subscription.ts';
import type { NewTransaction, Transaction } from './transaction.ts';

/** What a provider said, and when it was asked: of two answers the later one holds, in whatever order they come. */
export interface Stated {
  state: ProviderState;
  askedAt: Date;
}

/** What is written in the same transaction. */
export interface Along {
  transactions?: readonly NewTransaction[];
  /** The notice that says so. */
  eventId?: string;
  /** A write of the provider's own; when it rejects nothing is written. */
  also?(transaction: Knex.Transaction): Promise<void>;
  /** Is told what has become of it, as the last thing; when it rejects nothing is written. */
  record?(transaction: Knex.Transaction, applied: Applied): Promise<void>;
}

/** What has become of a subscription. */
export interface Applied {
  before: Subscription;
  after: Subscription;
  /** Those that were not in the ledger yet. */
  added: readonly Transaction[];
}

/** By then a provider has begun a subscription, or its process has died. */
const makingMs = 60 * 60 * 1000;

/** Subscriptions and the ledger in the database. */
export class BillingStore {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock = systemClock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** The one that has not ended. */
  async live(userId: string): Promise<Subscription | null> {
    return await this.#first({ user_id: userId, ended_at: null });
  }

  async byId(id: string): Promise<Subscription | null> {
    return await this.#first({ id });
  }

  /** The newest of a provider's customer, ended or not. */
  async byCustomer(provider: string, customerRef: string): Promise<Subscription | null> {
    return await this.#newest({ provider, customer_ref: customerRef });
  }

  /** The user's newest, ended or not. */
  async latest(userId: string): Promise<Subscription | null> {
    return await this.#newest({ user_id: userId });
  }

  /** A pending one, or the live one that is there already. */
  async begin(userId: string, planId: string, provider: string): Promise<Subscription> {
    const begun = this.#clock.now();
    const now = begun.toISOString();
    const row: SubscriptionRow = {
      id: newId(),
      user_id: userId,
      plan_id: planId,
      next_plan_id: null,
      provider,
      provider_ref: null,
      customer_ref: (await this.latest(userId))?.customerRef ?? null,
      checkout_ref: null,
      status: 'pending',
      period_start: null,
      period_end: null,
      cancel_at_period_end: false,
      past_due_since: null,
      ended_at: null,
      // Its provider is about to make it: until then there is nothing to ask of.
      review_at: new Date(begun.getTime() + makingMs).toISOString(),
      stated_at: now,
      created_at: now,
      updated_at: now,
    };
    return await storing('Beginning a subscription', async () => {
      await this.#database('subscriptions').insert(row).onConflict(this.#database.raw('(user_id) where ended_at is null')).ignore();
      return subscriptionOf(await this.#database<SubscriptionRow>('subscriptions').where({ user_id: userId, ended_at: null }).first().then(present));
    });
  }

  /** Writes what a provider said, with the payments and the notice that came along: all or nothing. Null when the notice was read before. */
  async apply(id: string, stated: Stated | null, { transactions = [], eventId, also, record }: Along = {}): Promise<Applied | null> {
    return await storing('Writing a subscription', () =>
      this.#database.transaction(async (transaction) => {
        const row = await transaction<SubscriptionRow>('subscriptions').where({ id }).forUpdate().first().then(present);
        if (eventId !== undefined && !(await this.#isNew(transaction, row.provider, eventId))) return null;
        const before = subscriptionOf(row);
        await also?.(transaction);
        const added = await this.#append(transaction, before, transactions);
        const holds = stated !== null && stated.askedAt.toISOString() >= row.stated_at && !before.endedAt;
        const columns = holds ? this.#columnsOf(before, stated) : {};
        if (holds) await transaction<SubscriptionRow>('subscriptions').where({ id }).update(columns);
        const applied = { before, after: subscriptionOf({ ...row, ...columns }), added };
        await record?.(transaction, applied);
        return applied;
      }),
    );
  }

  /** Live ones that this provider is to be asked of. */
  async dueForReview(provider: string, limit: number): Promise<Subscription[]> {
    const rows = await storing('Reading the subscriptions', () =>
      this.#database<SubscriptionRow>('subscriptions')
        .where({ provider, ended_at: null })
        .where('review_at', '<=', this.#clock.now().toISOString())
        .orderBy('review_at')
        .limit(limit),
    );
    return rows.map(subscriptionOf);
  }

  /** What could not be asked now is asked later. */
  async reviewLater(id: string, at: Date): Promise<void> {
    await storing('Writing a subscription', () => this.#database('subscriptions').where({ id }).update({ review_at: at.toISOString() }));
  }

  /** That the user's is looked at by the next review: he is deleted, and it ends. The ledger stays. */
  async reviewAtOnce(userId: string, transaction: Knex.Transaction): Promise<void> {
    const row = { review_at: this.#clock.now().toISOString() };
    await transaction('subscriptions').where({ user_id: userId, ended_at: null }).update(row);
  }

  /** The ledger of a user, the newest first. */
  async transactions(userId: string, page: { limit: number; cursor?: string | undefined }): Promise<Page<Transaction>> {
    return await storing('Reading the ledger', async () => {
      const query = this.#database<TransactionRow>('payment_transactions').where({ user_id: userId });
      const { items, nextCursor } = await pageOf<TransactionRow>(query, page);
      return { items: items.map(transactionOf), nextCursor };
    });
  }

  async #first(where: Partial<SubscriptionRow>): Promise<Subscription | null> {
    const row = await storing('Reading a subscription', () => this.#database<SubscriptionRow>('subscriptions').where(where).first());
    return row ? subscriptionOf(row) : null;
  }

  async #newest(where: Partial<SubscriptionRow>): Promise<Subscription | null> {
    const row = await storing('Reading a subscription', () =>
      this.#database<SubscriptionRow>('subscriptions').where(where).orderBy('created_at', 'desc').orderBy('id', 'desc').first(),
    );
    return row ? subscriptionOf(row) : null;
  }

  async #isNew(transaction: Knex.Transaction, provider: string, eventId: string): Promise<boolean> {
    const row = { provider, event_id: eventId, received_at: this.#clock.now().toISOString() };
    const written = await transaction('payment_events').insert(row).onConflict(['provider', 'event_id']).ignore().returning('event_id');
    return written.length > 0;
  }

  async #append(transaction: Knex.Transaction, { id, userId, provider }: Subscription, lines: readonly NewTransaction[]): Promise<Transaction[]> {
    const added: Transaction[] = [];
    for (const { key, at, amountMinor, currency, status, providerRef } of lines) {
      const row: TransactionRow = {
        id: newId(),
        subscription_id: id,
        user_id: userId,
        provider,
        key: `${provider}:${key}`,
        at: at.toISOString(),
        amount_minor: amountMinor,
        currency,
        status,
        provider_ref: providerRef,
        created_at: this.#clock.now().toISOString(),
      };
      const written = await transaction('payment_transactions').insert(row).onConflict('key').ignore().returning('id');
      if (written.length > 0) added.push(transactionOf(row));
    }
    return added;
  }

  #columnsOf(before: Subscription, { state, askedAt }: Stated): Partial<SubscriptionRow> {
    const now = this.#clock.now();
    return {
      plan_id: state.planId,
      next_plan_id: state.nextPlanId,
      provider_ref: state.providerRef,
      customer_ref: state.customerRef,
      checkout_ref: state.checkoutRef,
      status: state.status,
      period_start: state.periodStart?.toISOString() ?? null,
      period_end: state.periodEnd?.toISOString() ?? null,
      cancel_at_period_end: state.cancelAtPeriodEnd,
      // The grace period begins once, and is not begun again by the next failure.
      past_due_since: state.status === 'past-due' ? (before.pastDueSince ?? now).toISOString() : null,
      ended_at: state.status === 'ended' ? now.toISOString() : null,
      review_at: state.reviewAt.toISOString(),
      stated_at: askedAt.toISOString(),
      updated_at: now.toISOString(),
    };
  }
}

function present<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('a subscription has gone');
  return row;
}
