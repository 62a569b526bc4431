import { storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';
import { type AccountStatus, accountStatuses } from './accounts.ts';

/** How many accounts have which status; every status is there. */
export async function accountFigures(database: Database): Promise<Record<AccountStatus, number>> {
  const rows: { status: string; count: number | string }[] = await storing('Counting accounts', () =>
    database('users').groupBy('status').select('status').count({ count: '*' }),
  );
  // PostgreSQL gives its 64-bit counts as texts.
  const countOf = (status: string) => Number(rows.find((row) => row.status === status)?.count ?? 0);
  return Object.fromEntries(accountStatuses.map((status) => [status, countOf(status)])) as Record<AccountStatus, number>;
}
