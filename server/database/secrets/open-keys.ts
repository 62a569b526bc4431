import type { Database } from '../open.ts';
import { loadMasterKeys, type MasterKeySource } from './master-keys.ts';
import { UserKeys } from './user-keys.ts';

/** The keys of the users of a database that is open. Rejects as {@link loadMasterKeys}. */
export async function openUserKeys(database: Database, source: MasterKeySource): Promise<UserKeys> {
  const used = await database('user_keys').first('user_id');
  return new UserKeys(database, await loadMasterKeys(source, used !== undefined));
}
