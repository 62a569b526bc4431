import type { Knex } from 'knex';
import { isPostgres } from './open.ts';
import { SqliteClient } from './sqlite/client.ts';

/**
 * The rows of a query that is written down as text, "?" for each value: for what every request asks, since building a query, and waiting for the one connection of SQLite, take longer
 * than running it. Sees what is committed, and within a transaction what that has written.
 */
export async function rowsOf<Row>(database: Knex, sql: string, values: readonly string[]): Promise<Row[]> {
  const reader = !database.isTransaction && database.client instanceof SqliteClient ? database.client.reader : undefined;
  if (reader) return reader.prepare(sql).all(values) as Row[];
  const answer = await database.raw(sql, values);
  return isPostgres(database) ? answer.rows : answer;
}
