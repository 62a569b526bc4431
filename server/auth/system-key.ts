import type { UserCipher, UserKeys } from '../database/secrets/user-keys.ts';

/** Seals what belongs to no user: the keys that tokens are signed with, the addresses of people who are invited. Never a user's id, which is a UUID. */
export const systemKey = (keys: UserKeys): Promise<UserCipher> => keys.cipherOf('system');
