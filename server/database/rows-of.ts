import type { Knex } from 'knex';
import { isPostgres } from './open.ts';

/** The rows of a query that is written down as text, "?" for each value: for what every request asks, since building a query takes longer than running it. */
export async function rowsOf<Row>(database: Knex, sql: string, values: readonly Knex.Value[]): Promise<Row[]> {
  const answer = await database.raw(sql, values);
  return isPostgres(database) ? answer.rows : answer;
}
