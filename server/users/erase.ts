import type { Knex } from 'knex';
import type { UserErasure } from '../core/erasure.ts';
import { storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';
import type { UserKeys } from '../database/secrets/user-keys.ts';
import type { Accounts } from './accounts.ts';
import { userIdOf } from './configured-users.ts';

export interface EraseOptions {
  database: Database;
  accounts: Accounts;
  keys: UserKeys;
  /** What other rooms have of him; none of an account that was never used. */
  rooms?: readonly UserErasure[];
}

/** What takes part in the transaction of an erasure. */
export interface ErasedAlong {
  /** As its first thing. */
  check?(transaction: Knex.Transaction): Promise<void>;
  /** As its last thing. */
  record?(transaction: Knex.Transaction): Promise<void>;
}

/** What somebody signs in with, of which nothing is to be left. Refresh tokens go with their sessions. */
const ownTables = ['credentials', 'sessions', 'one_time_links', 'totp_secrets', 'recovery_codes', 'api_keys', 'passkeys', 'oidc_identities'];

/**
 * Deletes an account for good: name and address are overwritten, what he signs in with and what the rooms have of him is deleted, and with the user's key goes
 * everything that was sealed for him. Rejects with 'not-found', or as `along` does, and then his rows are as they were.
 */
export async function eraseUser({ database, accounts, keys, rooms = [] }: EraseOptions, id: string, along: ErasedAlong = {}): Promise<void> {
  const ids = await idsOf(accounts, id);
  for (const one of ids) for (const room of rooms) await room.files?.(one);
  await storing('Deleting an account', () =>
    database.transaction(async (transaction) => {
      await along.check?.(transaction);
      await accounts.erase(id, transaction);
      for (const table of ownTables) await transaction(table).where({ user_id: id }).delete();
      for (const one of ids) {
        for (const room of rooms) await room.rows(one, transaction);
        await keys.erase(one, transaction);
      }
      await along.record?.(transaction);
    }),
  );
}

/** Deletes what the rooms have got of users since these were deleted. Whatever is sealed for somebody makes him a key, by which it is found. */
export async function eraseLeftOver({ database, keys, rooms = [] }: Omit<EraseOptions, 'accounts'>): Promise<void> {
  const ids: string[] = await storing('Reading deleted accounts', () =>
    database('users').where({ status: 'deleted' }).whereIn('id', database('user_keys').select('user_id')).pluck('id'),
  );
  for (const id of ids) {
    for (const room of rooms) await room.files?.(id);
    await storing('Deleting what is left of an account', () =>
      database.transaction(async (transaction) => {
        for (const room of rooms) await room.rows(id, transaction);
        await keys.erase(id, transaction);
      }),
    );
  }
}

/** What came before the account of a person of the settings was known has the id of the settings, unless that is somebody's own. */
async function idsOf(accounts: Accounts, id: string): Promise<string[]> {
  const account = await accounts.byId(id);
  const configured = userIdOf(account?.email ?? '');
  return account && !(await accounts.byId(configured)) ? [id, configured] : [id];
}
