import type { Knex } from 'knex';

/** Strangers begin sign-ins, each with a row: the oldest are found at once when there are too many of a purpose. */
export async function up(database: Knex): Promise<void> {
  await database.schema.alterTable('one_time_links', (table) => {
    table.index(['purpose', 'expires_at']);
  });
}

export async function down(database: Knex): Promise<void> {
  await database.schema.alterTable('one_time_links', (table) => {
    table.dropIndex(['purpose', 'expires_at']);
  });
}
