import type { Knex } from 'knex';
import type { AccountSubject } from '../notifications/account-notices.ts';
import type { AuthParts } from './contract.ts';

/** An e-mail to the owner of an account about what was done with it. */
export async function tellOwner(parts: AuthParts, userId: string, subject: AccountSubject): Promise<void> {
  await parts.database.transaction(await noticeTo(parts, userId, subject));
  parts.mail.queued();
}

/** Prepares it for the transaction of what it tells; nothing is written to who has no account any more. */
export async function noticeTo(
  { accounts, mail }: AuthParts,
  userId: string,
  subject: AccountSubject,
): Promise<(transaction: Knex.Transaction) => Promise<void>> {
  const account = await accounts.byId(userId);
  if (!account || account.status === 'deleted') return async () => {};
  const { name, email, language } = account;
  return await mail.prepare({ subject, name, email, language });
}
