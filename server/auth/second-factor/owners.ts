import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';

/** Tells of several users who has a second factor of ours: an app that was confirmed, or a passkey. What a provider of OpenID Connect asks for is not known here. */
export type SecondFactorOwners = (userIds: readonly string[]) => Promise<ReadonlySet<string>>;

export function secondFactorOwners(database: Database): SecondFactorOwners {
  return async (userIds) => {
    const [apps, passkeys] = await storing('Reading who has a second factor', async () => [
      await database('totp_secrets').whereIn('user_id', userIds).whereNotNull('confirmed_at').pluck('user_id'),
      await database('passkeys').whereIn('user_id', userIds).distinct().pluck('user_id'),
    ]);
    return new Set<string>([...(apps ?? []), ...(passkeys ?? [])]);
  };
}
