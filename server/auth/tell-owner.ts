import type { AccountSubject } from '../notifications/account-notices.ts';
import type { AuthParts } from './contract.ts';

/** An e-mail to the owner of an account about what was done with it. */
export async function tellOwner({ accounts, mail, database }: AuthParts, userId: string, subject: AccountSubject): Promise<void> {
  const account = await accounts.byId(userId);
  if (!account || account.status === 'deleted') return;
  const { name, email, language } = account;
  const insert = await mail.prepare({ subject, name, email, language });
  await database.transaction(insert);
  mail.queued();
}
