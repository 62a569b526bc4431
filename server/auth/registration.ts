import type { Role } from '../core/access.ts';
import { isCode, RepondeurError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Language } from '../core/language.ts';
import { ProblemError } from '../http/problem.ts';
import { emailKey } from '../users/rows.ts';
import type { ActOrigin } from './act-origin.ts';
import type { AuthParts } from './contract.ts';
import { endAccess } from './end-access.ts';
import type { Link } from './stores/link-store.ts';

export interface RegisterInput {
  nom: string;
  email: string;
  password: string;
  /** The token of an invitation, or of the first administrator's link. */
  invitation?: string | undefined;
  language?: Language | undefined;
}

export interface Registered {
  userId: string;
  email: string;
}

/**
 * A new account. The answer to a stranger is the same whether his address has an account already: then its owner gets an e-mail that says so, and nothing is changed.
 * Rejects with 'forbidden' where registration needs an invitation or is closed, 'bad-input' when the invitation is no good.
 */
export async function register(parts: AuthParts, input: RegisterInput, origin: ActOrigin): Promise<Registered> {
  if (input.invitation !== undefined) return await registerInvited(parts, input, input.invitation, origin);
  if (parts.registration === 'closed') throw new RepondeurError('forbidden', 'Nobody can register here.');
  if (parts.registration === 'invitation')
    throw new RepondeurError('forbidden', 'To register here one needs an invitation: ask an administrator for one.');
  return await registerStranger(parts, input, origin);
}

async function registerStranger(parts: AuthParts, { nom, email, password, language = 'fr' }: RegisterInput, origin: ActOrigin): Promise<Registered> {
  const { accounts, credentials, passwords, links, mail, events, clock, database } = parts;
  const hash = await passwords.hash(password);
  const existing = await accounts.byEmail(email);
  if (existing) {
    const { name, language } = existing;
    // As much work as for a new one: its time must not tell either.
    const link = await links.prepare({ purpose: 'reset-password', userId: existing.id }, clock.now());
    const insertMail = await mail.prepare({ subject: 'account-exists', name, email: existing.email, language, token: link.token });
    await database.transaction(async (transaction) => {
      await link.insert(transaction);
      await insertMail(transaction);
    });
    mail.queued();
    return { userId: newId(), email };
  }
  const link = await links.prepare({ purpose: 'verify-email' }, clock.now());
  const insertMail = await mail.prepare({ subject: 'verify-email', name: nom, email, language, token: link.token });
  try {
    const account = await database.transaction(async (transaction) => {
      const made = await accounts.create({ name: nom, email, language }, transaction);
      await credentials.setPassword(made.id, hash, clock.now(), transaction);
      await link.insert(transaction, made.id);
      await insertMail(transaction);
      return made;
    });
    mail.queued();
    events.emit('registered', { userId: account.id, how: 'open', roles: account.roles, address: origin.address });
    return { userId: account.id, email: account.email };
  } catch (error) {
    // Somebody else was quicker with this address: the answer is as if it had been there.
    if (isCode(error, 'conflict')) return { userId: newId(), email };
    throw error;
  }
}

/** Whoever holds the link is trusted: with the address it was sent to, or, as the first administrator, with the machine. So an account that is there already is taken over. */
async function registerInvited(parts: AuthParts, input: RegisterInput, token: string, origin: ActOrigin): Promise<Registered> {
  const { accounts, credentials, passwords, links, events, clock, database } = parts;
  const link = await links.find(token, ['invitation', 'first-administrator'], clock.now());
  if (!link) throw badInvitation('is not valid, or not any more');
  if (link.purpose === 'invitation' && (link.email === null || emailKey(link.email) !== emailKey(input.email)))
    throw badInvitation('is for another e-mail address');
  const hash = await passwords.hash(input.password);
  const existing = await accounts.byEmail(input.email);
  const roles = rolesOf(link, existing?.roles ?? []);
  const account = await database.transaction(async (transaction) => {
    if (!(await links.use(token, clock.now(), transaction))) throw badInvitation('is not valid, or not any more');
    const { nom: name, email, language } = input;
    const made = existing ?? (await accounts.create({ name, email, language: language ?? 'fr', roles }, transaction));
    if (existing) await accounts.setRoles(made.id, roles, transaction);
    await credentials.setPassword(made.id, hash, clock.now(), transaction);
    await credentials.setVerified(made.id, clock.now(), transaction);
    await endAccess(parts, made.id, 'password-changed', transaction);
    return made;
  });
  const how = link.purpose === 'invitation' ? 'invitation' : 'first-administrator';
  events.emit('registered', { userId: account.id, how, roles, address: origin.address });
  return { userId: account.id, email: account.email };
}

const rolesOf = (link: Link, before: readonly Role[]): Role[] => [...new Set<Role>(['user', ...before, ...link.roles])];

const badInvitation = (detail: string) =>
  new ProblemError('bad-input', 'This invitation cannot be used.', { errors: [{ pointer: '#/invitation', detail }] });
