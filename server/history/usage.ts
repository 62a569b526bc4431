import { storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';

/** Milliseconds of the calls of a user that began since then, as far as they are stored. */
export async function usedCallMs(database: Database, userId: string, since: Date): Promise<number> {
  const row = await storing('Counting the minutes of calls', () =>
    database('calls').where({ user_id: userId }).where('started_at', '>=', since.toISOString()).sum({ used: 'duration_ms' }).first(),
  );
  return Number(row?.used ?? 0);
}
