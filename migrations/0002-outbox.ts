import type { Knex } from 'knex';

/** What is to be announced, written in the transaction of what it announces. A row is waiting, leased by a worker, delivered or dead. */
export async function up(database: Knex): Promise<void> {
  await database.schema.createTable('outbox', (table) => {
    table.text('id').primary();
    table.text('kind').notNullable();
    table.text('idempotency_key').notNullable().unique();
    table.text('payload').notNullable();
    table.text('created_at').notNullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.text('next_attempt_at').notNullable();
    table.text('locked_until');
    table.text('locked_by');
    table.text('delivered_at');
    table.text('dead_at');
    table.text('last_error');
    table.index(['delivered_at', 'dead_at', 'next_attempt_at']);
  });
}

export async function down(database: Knex): Promise<void> {
  await database.schema.dropTable('outbox');
}
