import { RepondeurError } from '../../core/errors.ts';
import type { ActOrigin } from '../act-origin.ts';
import type { AuthParts } from '../contract.ts';
import { endAccess } from '../end-access.ts';
import { attemptProof } from '../step-up.ts';
import { badLink } from '../verification.ts';

/** A new password by its owner; his other sessions end, and the links that were sent before. Rejects with 'forbidden' when the old one is wrong. */
export async function changePassword(
  parts: AuthParts,
  { userId, sessionId }: { userId: string; sessionId: string },
  { password, newPassword }: { password: string; newPassword: string },
  origin: ActOrigin,
): Promise<void> {
  await attemptProof(parts, userId, { password }, origin);
  await setPassword(parts, userId, newPassword, { except: sessionId });
  parts.events.emit('password-changed', { userId, how: 'changed', address: origin.address });
}

/** Sends a link to whoever has the account; to a stranger it looks the same when nobody has. Not waited for by the answer. */
export async function askReset({ accounts, links, mail, clock, database }: AuthParts, email: string): Promise<void> {
  const account = await accounts.byEmail(email);
  if (account?.status !== 'active') return;
  const link = await links.prepare({ purpose: 'reset-password', userId: account.id }, clock.now());
  const { name, language } = account;
  const insertMail = await mail.prepare({ subject: 'reset-password', name, email: account.email, language, token: link.token });
  await database.transaction(async (transaction) => {
    await link.insert(transaction);
    await insertMail(transaction);
  });
  mail.queued();
}

/** A new password by a link, which shows that the address is his too. All sessions and API keys end; a second factor stays. Rejects with 'bad-input'. */
export async function resetPassword(parts: AuthParts, token: string, newPassword: string, origin: ActOrigin): Promise<void> {
  const { links, clock } = parts;
  const userId = (await links.find(token, ['reset-password'], clock.now()))?.userId;
  if (!userId) throw badLink();
  await setPassword(parts, userId, newPassword, { token });
  parts.events.emit('password-changed', { userId, how: 'reset', address: origin.address });
}

async function setPassword(parts: AuthParts, userId: string, newPassword: string, { except = '', token }: { except?: string; token?: string }) {
  const { accounts, credentials, sessions, passwords, links, mail, clock, database } = parts;
  const hash = await passwords.hash(newPassword);
  const account = await accounts.byId(userId);
  if (!account || account.status === 'deleted') throw new RepondeurError('not-found', 'There is no such account.');
  const { name, email, language } = account;
  const insertMail = await mail.prepare({ subject: 'password-changed', name, email, language });
  await database.transaction(async (transaction) => {
    if (token !== undefined && !(await links.use(token, clock.now(), transaction))) throw badLink();
    await credentials.setPassword(userId, hash, clock.now(), transaction);
    if (token !== undefined) await credentials.setVerified(userId, clock.now(), transaction);
    if (token === undefined) {
      await sessions.endAll(userId, 'password-changed', clock.now(), { except, joined: transaction });
      // Whoever asked for them may be who the password is changed for.
      await links.endAll(userId, ['change-email', 'reset-password'], transaction);
    } else await endAccess(parts, userId, 'password-changed', transaction);
    await insertMail(transaction);
  });
  mail.queued();
}
