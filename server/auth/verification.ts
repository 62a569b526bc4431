import { ProblemError } from '../http/problem.ts';
import type { ActOrigin } from './act-origin.ts';
import type { AuthParts } from './contract.ts';

/**
 * Shows that an address is the registrant's. The password is asked for too: whoever gets an e-mail about a registration that he did not make must not
 * open the account of him who did. Rejects with 'bad-input'.
 */
export async function verifyEmail(parts: AuthParts, token: string, password: string): Promise<void> {
  const { links, credentials, passwords, clock, database } = parts;
  const link = await links.find(token, ['verify-email'], clock.now());
  const credential = link?.userId ? await credentials.of(link.userId) : null;
  const right = await passwords.matches(password, credential?.passwordHash ?? null);
  const userId = link?.userId;
  if (!userId) throw badLink();
  if (!right) throw new ProblemError('bad-input', 'The password is another one.', { errors: [{ pointer: '#/password', detail: 'is another one' }] });
  await database.transaction(async (transaction) => {
    if (!(await links.use(token, clock.now(), transaction))) throw badLink();
    await credentials.setVerified(userId, clock.now(), transaction);
  });
}

/** Sends a link to the new address; nothing changes before it is used. Nothing is sent when another account has that address: not waited for by the answer, whose time would tell. */
export async function askEmailChange({ accounts, links, mail, clock, database }: AuthParts, userId: string, email: string): Promise<void> {
  const [account, other] = [await accounts.byId(userId), await accounts.byEmail(email)];
  if (!account || (other && other.id !== userId)) return;
  const link = await links.prepare({ purpose: 'change-email', userId, email }, clock.now());
  const insertMail = await mail.prepare({ subject: 'change-email', name: account.name, email, language: account.language, token: link.token });
  await database.transaction(async (transaction) => {
    await link.insert(transaction);
    await insertMail(transaction);
  });
  mail.queued();
}

/** Rejects with 'bad-input', or with 'conflict' when another account has taken the address meanwhile. */
export async function changeEmail(
  { accounts, links, credentials, clock, database, events, mail }: AuthParts,
  token: string,
  origin: ActOrigin,
): Promise<void> {
  const link = await links.find(token, ['change-email'], clock.now());
  const { userId, email } = link ?? {};
  if (!userId || !email) throw badLink();
  const account = await accounts.byId(userId);
  if (!account) throw badLink();
  const { name, language } = account;
  // To the address that it had: its owner may not be the one who has changed it.
  const insertMail = await mail.prepare({ subject: 'email-changed', name, email: account.email, language });
  await database.transaction(async (transaction) => {
    if (!(await links.use(token, clock.now(), transaction))) throw badLink();
    await accounts.update(userId, { email }, transaction);
    await credentials.setVerified(userId, clock.now(), transaction);
    // Sent to the address that it had.
    await links.endAll(userId, ['reset-password', 'verify-email'], transaction);
    await insertMail(transaction);
  });
  mail.queued();
  events.emit('email-changed', { userId, address: origin.address });
}

export const badLink = () =>
  new ProblemError('bad-input', 'This link was used already or is over. Ask for a new one.', {
    errors: [{ pointer: '#/token', detail: 'is not valid, or not any more' }],
  });
