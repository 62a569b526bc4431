import type { Knex } from 'knex';

/** Keys that clients send with what creates something, and the answer that the first request got. `status` is null until there is one. */
export async function up(database: Knex): Promise<void> {
  await database.schema.createTable('idempotency_keys', (table) => {
    table.text('scope').notNullable();
    table.text('key').notNullable();
    table.text('fingerprint').notNullable();
    table.integer('status');
    table.text('headers');
    table.text('body');
    table.text('created_at').notNullable();
    table.text('expires_at').notNullable().index();
    table.primary(['scope', 'key']);
  });
}

export async function down(database: Knex): Promise<void> {
  await database.schema.dropTable('idempotency_keys');
}
