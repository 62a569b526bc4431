import { isCode, RepondeurError } from '../core/errors.ts';
import { eraseUser } from '../users/erase.ts';
import type { AuthParts } from './contract.ts';

const weekMs = 7 * 86_400_000;

/** An address that somebody has registered with and never shown to be his is free again after a week. */
export async function freeAddresses({ credentials, database, accounts, keys, clock }: AuthParts, signal?: AbortSignal): Promise<void> {
  for (const userId of await credentials.neverVerified(new Date(clock.now().getTime() - weekMs))) {
    if (signal?.aborted) return;
    try {
      await eraseUser({ database, accounts, keys }, userId, {
        async check(transaction) {
          if ((await credentials.of(userId, transaction))?.verifiedAt) throw new RepondeurError('conflict', 'The address was verified meanwhile.');
        },
      });
    } catch (error) {
      // Verified, or deleted otherwise, since it was looked for.
      if (!isCode(error, 'conflict') && !isCode(error, 'not-found')) throw error;
    }
  }
}
