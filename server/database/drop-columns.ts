import type { Knex } from 'knex';

/**
 * Drops columns in place, for migrations. knex's own dropColumn makes SQLite's table anew and drops the old one, and with foreign keys on
 * that deletes every row that refers to it. Not for columns with an index or a reference (https://www.sqlite.org/lang_altertable.html).
 */
export async function dropColumns(database: Knex, table: string, ...columns: string[]): Promise<void> {
  for (const column of columns) await database.raw('ALTER TABLE ?? DROP COLUMN ??', [table, column]);
}
