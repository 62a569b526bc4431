import { isCode, RepondeurError } from '../../core/errors.ts';
import { storing } from '../../database/failures.ts';
import type { Account } from '../../users/accounts.ts';
import { email as emailSchema, nom as nameSchema } from '../../users/schema.ts';
import type { ActOrigin } from '../act-origin.ts';
import type { AuthParts } from '../contract.ts';
import { endAccess } from '../end-access.ts';
import { openSession, type Tokens } from '../sign-in.ts';
import { noticeTo } from '../tell-owner.ts';
import type { OidcPerson } from './providers.ts';

const flowMs = 10 * 60_000;

/** `flow` stays with who begins; the browser goes to the address. */
export async function beginOidc({ links, oidc, clock }: AuthParts, provider: string): Promise<{ flow: string; authorizationUrl: string }> {
  const flow = await links.create({ purpose: 'oidc-sign-in', lifetimeMs: flowMs }, clock.now());
  return { flow, authorizationUrl: await oidc.authorizationUrl(provider, flow) };
}

/**
 * Signs in whom the provider knows: by what he was there the last time; else by his verified address, which may be new where registration is open.
 * Rejects with 'unauthenticated' or 'forbidden'.
 */
export async function finishOidc(
  parts: AuthParts,
  provider: string,
  { flow, answer }: { flow: string; answer: Record<string, string> },
  origin: ActOrigin,
): Promise<Tokens> {
  const { links, oidc, clock, events, database } = parts;
  const fail = (reason: 'oidc' | 'status', userId: string | null) => events.emit('sign-in-failed', { userId, reason, address: origin.address });
  if (!(await links.find(flow, ['oidc-sign-in'], clock.now())) || !(await links.use(flow, clock.now(), database))) {
    fail('oidc', null);
    throw new RepondeurError('unauthenticated', 'This sign-in was finished already or took too long. Begin again.');
  }
  const person = await oidc.person(provider, flow, answer).catch((error) => {
    fail('oidc', null);
    throw error;
  });
  const account = (await known(parts, person)) ?? (await newcomerOnce(parts, person, origin));
  if (account.status !== 'active') {
    fail('status', account.id);
    throw new RepondeurError('forbidden', 'This account is suspended. An administrator can say why.');
  }
  return await openSession(parts, account.id, origin, { method: 'oidc', secondFactor: person.secondFactor });
}

async function known({ accounts, database }: AuthParts, { issuer, subject }: OidcPerson): Promise<Account | null> {
  const row = await storing('Reading an identity', () => database('oidc_identities').where({ issuer, subject }).first('user_id'));
  return row ? await accounts.byId(row.user_id) : null;
}

/** Of two sign-ins of a newcomer at once the second is one of somebody who is known. */
async function newcomerOnce(parts: AuthParts, person: OidcPerson, origin: ActOrigin): Promise<Account> {
  try {
    return await newcomer(parts, person, origin);
  } catch (error) {
    const account = isCode(error, 'conflict') ? await known(parts, person) : null;
    if (!account) throw error;
    return account;
  }
}

async function newcomer(parts: AuthParts, { issuer, subject, email, name }: OidcPerson, origin: ActOrigin): Promise<Account> {
  const { accounts, credentials, clock, database, events, mail, registration } = parts;
  if (email === null || !emailSchema.safeParse(email).success)
    throw new RepondeurError('forbidden', 'The provider does not say that your e-mail address is yours, so that no account can be found by it.');
  const existing = await accounts.byEmail(email);
  if (!existing && registration !== 'open')
    throw new RepondeurError('forbidden', 'There is no account with your address, and registration is not open.');
  const verified = existing && (await credentials.of(existing.id))?.verifiedAt;
  if (existing && existing.status !== 'active') return existing;
  const insertMail = existing && (await noticeTo(parts, existing.id, 'provider-added'));
  const account = await database.transaction(async (transaction) => {
    const called = nameSchema.safeParse(name).data ?? email.slice(0, 100);
    const made = existing ?? (await accounts.create({ name: called, email }, transaction));
    if (!verified) {
      // A password that somebody chose who never showed that the address is his must not open this account.
      await credentials.forget(made.id, transaction);
      await credentials.setVerified(made.id, clock.now(), transaction);
      await endAccess(parts, made.id, 'password-changed', transaction);
    }
    const row = { issuer, subject, user_id: made.id, created_at: clock.now().toISOString() };
    const written = await transaction('oidc_identities').insert(row).onConflict(['issuer', 'subject']).ignore().returning('user_id');
    if (written.length === 0) throw new RepondeurError('conflict', 'This identity has an account already.');
    await insertMail?.(transaction);
    return made;
  });
  if (existing) mail.queued();
  else events.emit('registered', { userId: account.id, how: 'oidc', roles: account.roles, address: origin.address });
  return account;
}
