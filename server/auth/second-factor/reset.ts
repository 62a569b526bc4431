import type { Knex } from 'knex';
import type { AuthParts } from '../contract.ts';
import { endAccess } from '../end-access.ts';
import { noticeTo } from '../tell-owner.ts';

/**
 * For somebody who has lost what he signs in with: app, recovery codes and passkeys are removed, sessions and API keys end, and he is told by e-mail. Whoever has
 * what was lost has nothing left. One transaction, with `record` as its last thing. False when there was no second factor.
 */
export async function resetSecondFactors(
  parts: AuthParts,
  userId: string,
  record?: (transaction: Knex.Transaction) => Promise<void>,
): Promise<boolean> {
  const { secondFactors, passkeys, database, mail } = parts;
  const insertMail = await noticeTo(parts, userId, 'second-factor-removed');
  const removed = await database.transaction(async (transaction) => {
    await endAccess(parts, userId, 'ended-by-administrator', transaction);
    const app = await secondFactors.remove(userId, transaction);
    const keys = await passkeys.removeAll(userId, transaction);
    if (app || keys > 0) await insertMail(transaction);
    await record?.(transaction);
    return app || keys > 0;
  });
  if (removed) mail.queued();
  return removed;
}
