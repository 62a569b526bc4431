import type { Knex } from 'knex';
import { dropColumns } from '../server/database/drop-columns.ts';

/** What a sign-in has shown and when: dear acts need a recent proof, and the roles of administrators a second factor. */
export async function up(database: Knex): Promise<void> {
  await database.schema.alterTable('sessions', (table) => {
    /** The last password, code or passkey; null where there was none since this is kept. */
    table.text('proved_at');
    /** Null: a password alone has been shown. */
    table.text('second_factor_at');
  });
  await database.schema.alterTable('api_keys', (table) => {
    /** Of the sign-in that it was made in. */
    table.text('second_factor_at');
  });
}

export async function down(database: Knex): Promise<void> {
  await dropColumns(database, 'api_keys', 'second_factor_at');
  await dropColumns(database, 'sessions', 'proved_at', 'second_factor_at');
}
