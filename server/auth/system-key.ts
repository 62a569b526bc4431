import { systemOwner, type UserCipher, type UserKeys } from '../database/secrets/user-keys.ts';

/** Seals what belongs to no user: the keys that tokens are signed with, the addresses of people who are invited. */
export const systemKey = (keys: UserKeys): Promise<UserCipher> => keys.cipherOf(systemOwner);
