import { storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';
import type { UserKeys } from '../database/secrets/user-keys.ts';
import type { Accounts } from './accounts.ts';

/**
 * Deletes an account for good: name and address are overwritten, and with the user's key goes everything that was sealed for him. Rejects with 'not-found'.
 */
export async function eraseUser({ database, accounts, keys }: { database: Database; accounts: Accounts; keys: UserKeys }, id: string): Promise<void> {
  await storing('Deleting an account', () =>
    database.transaction(async (transaction) => {
      await accounts.erase(id, transaction);
      await keys.erase(id, transaction);
    }),
  );
}
