import type { Clock } from '../core/clock.ts';
import { storing } from './failures.ts';
import type { Database } from './open.ts';

const dayMs = 86_400_000;
/** Long enough to look into an e-mail that somebody misses. By then nothing queues the same item again: what repeats, repeats within days. */
const keptDays = 90;
/** Rows that are deleted by one statement: others must not wait long for theirs. */
const atOnce = 500;

/** Deletes what was delivered or given up long ago; what waits stays, however old. Rejects with 'storage-failed'. */
export async function forgetOldItems({ database, clock }: { database: Database; clock: Clock }, signal?: AbortSignal): Promise<void> {
  const before = new Date(clock.now().getTime() - keptDays * dayMs).toISOString();
  const old = [
    () => database('outbox').select('id').where('delivered_at', '<', before),
    () => database('outbox').select('id').whereNull('delivered_at').where('dead_at', '<', before),
  ];
  for (const some of old)
    while (!signal?.aborted) {
      const deleted = await storing('Deleting old items of the outbox', () => database('outbox').whereIn('id', some().limit(atOnce)).delete());
      if (deleted < atOnce) break;
    }
}
