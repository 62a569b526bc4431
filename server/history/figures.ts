import { type CallOutcome, callOutcomes } from '../core/outcome.ts';
import { storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';

/** How many calls that began since then came to which end; every outcome is there. */
export async function callFigures(database: Database, since: Date): Promise<Record<CallOutcome, number>> {
  const rows: { outcome: string; count: number | string }[] = await storing('Counting calls', () =>
    database('calls').where('started_at', '>=', since.toISOString()).groupBy('outcome').select('outcome').count({ count: '*' }),
  );
  // PostgreSQL gives its 64-bit counts as texts.
  const countOf = (outcome: string) => Number(rows.find((row) => row.outcome === outcome)?.count ?? 0);
  return Object.fromEntries(callOutcomes.map((outcome) => [outcome, countOf(outcome)])) as Record<CallOutcome, number>;
}
