import type { Clock } from '../core/clock.ts';
import { storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';

/** Longer than any provider sends a notice again: Stripe's can be sent again for 30 days, https://docs.stripe.com/api/events */
const keptMs = 90 * 86_400_000;

/** Forgets which notices were read long ago. What they told stays: the ledger takes each payment once by its own key. Rejects with 'storage-failed'. */
export async function forgetOldNotices({ database, clock }: { database: Database; clock: Clock }): Promise<void> {
  const before = new Date(clock.now().getTime() - keptMs).toISOString();
  await storing('Forgetting old notices of payment', () => database('payment_events').where('received_at', '<', before).delete());
}
