import type { Role } from '../core/access.ts';
import type { Language } from '../core/language.ts';
import type { ActOrigin } from './act-origin.ts';
import type { AuthParts } from './contract.ts';

/** Sends an invitation to an address; whoever holds it may register with that address. */
export async function invite(
  { links, mail, clock, database, events }: AuthParts,
  { email, roles, language }: { email: string; roles: readonly Role[]; language: Language },
  by: { userId: string; origin: ActOrigin },
): Promise<void> {
  const link = await links.prepare({ purpose: 'invitation', email, roles }, clock.now());
  const insertMail = await mail.prepare({ subject: 'invitation', name: '', email, language, token: link.token });
  await database.transaction(async (transaction) => {
    await link.insert(transaction);
    await insertMail(transaction);
  });
  mail.queued();
  events.emit('invited', { userId: by.userId, roles, address: by.origin.address });
}

/** The token of a link by which the first administrator registers; null when there is one already. An older link ends. */
export async function firstAdministrator({ accounts, links, clock }: Pick<AuthParts, 'accounts' | 'links' | 'clock'>): Promise<string | null> {
  if (await accounts.anyWithRole(['super_admin'])) return null;
  return await links.create({ purpose: 'first-administrator', roles: ['super_admin'] }, clock.now());
}
