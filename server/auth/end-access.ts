import type { Knex } from 'knex';
import type { AuthParts } from './contract.ts';
import type { EndReason } from './stores/session-store.ts';

/** Ends all sessions and API keys of somebody: any of them may be in the wrong hands. What he signs in with stays. */
export async function endAccess(
  { sessions, apiKeys, clock, database }: Pick<AuthParts, 'sessions' | 'apiKeys' | 'clock' | 'database'>,
  userId: string,
  reason: EndReason,
  joined: Knex = database,
): Promise<void> {
  await sessions.endAll(userId, reason, clock.now(), { joined });
  await apiKeys.removeAll(userId, joined);
}
