import type { Knex } from 'knex';
import { isPostgres } from '../server/database/open.ts';

/** The seed's Abonnement and TransactionPaiement. The ledger only grows: the database itself refuses to change or delete a line of it. */
export async function up(database: Knex): Promise<void> {
  await database.schema.createTable('subscriptions', (table) => {
    table.text('id').primary();
    table.text('user_id').notNullable().index();
    table.text('plan_id').notNullable();
    table.text('next_plan_id');
    table.text('provider').notNullable();
    table.text('provider_ref').unique();
    table.text('customer_ref');
    table.text('checkout_ref');
    table.text('status').notNullable();
    table.text('period_start');
    table.text('period_end');
    table.boolean('cancel_at_period_end').notNullable();
    table.text('past_due_since');
    table.text('ended_at');
    /** When the provider is asked again. */
    table.text('review_at').notNullable().index();
    /** When the provider was asked for what stands here: older answers change nothing. */
    table.text('stated_at').notNullable();
    table.text('created_at').notNullable();
    table.text('updated_at').notNullable();
  });
  // A user has one that has not ended, also when he subscribes twice at once.
  await database.raw('create unique index subscriptions_live on subscriptions (user_id) where ended_at is null');
  await database.schema.createTable('payment_transactions', (table) => {
    table.text('id').primary();
    table.text('subscription_id').notNullable().references('subscriptions.id');
    table.text('user_id').notNullable().index();
    table.text('provider').notNullable();
    /** A payment that is told twice stands here once. */
    table.text('key').notNullable().unique();
    table.text('at').notNullable();
    table.bigInteger('amount_minor').notNullable();
    table.text('currency').notNullable();
    table.text('status').notNullable();
    table.text('provider_ref');
    table.text('created_at').notNullable();
  });
  for (const statement of isPostgres(database) ? postgresGuard : sqliteGuard) await database.raw(statement);
  await database.schema.createTable('invoices', (table) => {
    table.text('id').primary();
    /** Without a gap in a year, as the law wants it. */
    table.text('number').notNullable().unique();
    table.text('subscription_id').notNullable().references('subscriptions.id').index();
    table.text('user_id').notNullable().index();
    table.text('plan_id').notNullable();
    table.text('plan_name').notNullable();
    table.bigInteger('amount_minor').notNullable();
    table.text('currency').notNullable();
    table.double('tax_percent').notNullable();
    table.text('period').notNullable();
    table.text('period_start');
    table.text('period_end');
    table.text('issued_at').notNullable();
    table.text('due_at').notNullable();
    table.text('paid_at');
    table.text('voided_at');
  });
  await database.schema.createTable('invoice_numbers', (table) => {
    table.integer('year').primary();
    table.integer('last').notNullable();
  });
  await database.schema.createTable('payment_events', (table) => {
    table.text('provider').notNullable();
    table.text('event_id').notNullable();
    table.text('received_at').notNullable();
    table.primary(['provider', 'event_id']);
  });
}

export async function down(database: Knex): Promise<void> {
  for (const table of ['payment_events', 'invoice_numbers', 'invoices', 'payment_transactions', 'subscriptions'])
    await database.schema.dropTable(table);
  if (isPostgres(database)) await database.raw('drop function refuse_ledger_change()');
}

const sqliteGuard = ['update', 'delete'].map(
  (act) =>
    `create trigger payment_transactions_no_${act} before ${act} on payment_transactions begin select raise(abort, 'the ledger only grows'); end`,
);

const postgresGuard = [
  "create function refuse_ledger_change() returns trigger language plpgsql as $$ begin raise exception 'the ledger only grows'; end $$",
  'create trigger payment_transactions_no_change before update or delete on payment_transactions for each row execute function refuse_ledger_change()',
  'create trigger payment_transactions_no_truncate before truncate on payment_transactions for each statement execute function refuse_ledger_change()',
];
