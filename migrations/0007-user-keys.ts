import type { Knex } from 'knex';
import { dropColumns } from '../server/database/drop-columns.ts';

/**
 * A key for each user, wrapped by the master key, and whether the texts of a call are sealed with it. Those of calls that are there already are sealed by
 * history/seal-history.ts at the next start: a migration has no master key. Going back loses what is sealed.
 */
export async function up(database: Knex): Promise<void> {
  await database.schema.createTable('user_keys', (table) => {
    table.text('user_id').primary();
    table.text('key_id').notNullable();
    table.text('master_key_id').notNullable();
    table.text('wrapped').notNullable();
  });
  await database.schema.alterTable('calls', (table) => {
    table.boolean('sealed').notNullable().defaultTo(false);
  });
}

export async function down(database: Knex): Promise<void> {
  await dropColumns(database, 'calls', 'sealed');
  await database.schema.dropTable('user_keys');
}
