import type { Knex } from 'knex';
import { dropColumns } from '../server/database/drop-columns.ts';

/** The language of a turn, where it is not the call's: a caller may change over. */
export async function up(database: Knex): Promise<void> {
  await database.schema.alterTable('turns', (table) => {
    table.text('language');
  });
}

export async function down(database: Knex): Promise<void> {
  await dropColumns(database, 'turns', 'language');
}
