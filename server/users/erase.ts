import { storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';
import type { UserKeys } from '../database/secrets/user-keys.ts';
import type { Accounts } from './accounts.ts';

/** What somebody signs in with, of which nothing is to be left. Refresh tokens go with their sessions. */
const ownTables = ['credentials', 'sessions', 'one_time_links', 'totp_secrets', 'recovery_codes', 'api_keys', 'passkeys', 'oidc_identities'];

/**
 * Deletes an account for good: name and address are overwritten, what he signs in with is deleted, and with the user's key goes everything that was sealed for him. Rejects with 'not-found'.
 */
export async function eraseUser({ database, accounts, keys }: { database: Database; accounts: Accounts; keys: UserKeys }, id: string): Promise<void> {
  await storing('Deleting an account', () =>
    database.transaction(async (transaction) => {
      await accounts.erase(id, transaction);
      for (const table of ownTables) await transaction(table).where({ user_id: id }).delete();
      await keys.erase(id, transaction);
    }),
  );
}
