import type { Database } from '../open.ts';
import { loadMasterKeys, type MasterKeySource, newMasterKey, writeMasterKeys } from './master-keys.ts';
import { UserKeys } from './user-keys.ts';

export interface Rotation {
  /** How many keys of users are wrapped by the new master key now. */
  rewrapped: number;
  /** The credential of systemd cannot be written: its keys were used as they stand. */
  fromCredential: boolean;
}

/**
 * Puts a new master key in the place of the old one. Both are in the file until every user's key is wrapped by the new one, so that it can be stopped at
 * any moment and begun again. The texts themselves stay as they are. A server that is running takes the new key at its next start: stop it before.
 */
export async function rotateMasterKey(database: Database, source: MasterKeySource, credential: boolean): Promise<Rotation> {
  const used = await database('user_keys').first('user_id');
  const before = await loadMasterKeys(source, used !== undefined);
  const keys = credential ? before : [newMasterKey(), ...before];
  if (!credential) await writeMasterKeys(source.file, keys);
  const rewrapped = await new UserKeys(database, keys).rewrap();
  if (!credential) await writeMasterKeys(source.file, keys.slice(0, 1));
  return { rewrapped, fromCredential: credential };
}
