import type { Knex } from 'knex';
import type { AuthParts } from './contract.ts';
import type { EndReason } from './stores/session-store.ts';

/** What somebody who was signed in has begun, and whoever has its link or challenge could still finish. */
const begun = ['change-email', 'passkey-creation', 'passkey-step-up'] as const;

/** Ends all sessions and API keys of somebody, and what was begun with them: any of them may be in the wrong hands. What he signs in with stays. */
export async function endAccess(
  { sessions, apiKeys, links, clock, database }: Pick<AuthParts, 'sessions' | 'apiKeys' | 'links' | 'clock' | 'database'>,
  userId: string,
  reason: EndReason,
  joined: Knex = database,
): Promise<void> {
  await sessions.endAll(userId, reason, clock.now(), { joined });
  await apiKeys.removeAll(userId, joined);
  await links.endAll(userId, begun, joined);
}
