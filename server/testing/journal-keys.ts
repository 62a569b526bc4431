import type { JournalKeys } from '../calls/journal.ts';
import type { UserKeys } from '../database/secrets/user-keys.ts';

/** The keys of the journal of calls that are up, straight from the database. */
export function journalKeys(keys: UserKeys): JournalKeys {
  return { toSeal: (userId) => keys.cipherOf(userId), toOpen: (userId) => keys.existingCipherOf(userId) };
}
