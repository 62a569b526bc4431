import { isIP } from 'node:net';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { RepondeurError } from '../../core/errors.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Account } from '../../users/accounts.ts';
import type { ActOrigin } from '../act-origin.ts';
import type { AuthParts } from '../contract.ts';
import { openSession, type Tokens } from '../sign-in.ts';
import type { LinkPurpose } from '../stores/link-store.ts';
import type { Passkey } from './store.ts';

type Parts = AuthParts;
const challengeMs = 5 * 60_000;

/** 200 ms of loading, which a start must not wait for. */
const webAuthn = () => import('@simplewebauthn/server');

/** What a browser is told to make a passkey with (WebAuthn, level 3). The device must ask its owner for a finger or a code: then it is two factors in one. */
export async function creationOptions({ links, passkeys, clock, publicUrl }: Parts, { id, email, name }: Account) {
  const rpID = rpIdOf(publicUrl);
  const challenge = await links.create({ purpose: 'passkey-creation', userId: id, lifetimeMs: challengeMs }, clock.now());
  const { items } = await passkeys.list(id, { limit: 100 });
  return await (await webAuthn()).generateRegistrationOptions({
    rpName: 'Répondeur',
    rpID,
    userID: new Uint8Array(Buffer.from(id)),
    userName: email,
    userDisplayName: name,
    challenge: bytes(challenge),
    attestationType: 'none',
    excludeCredentials: items.map(descriptor),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** Rejects with 'bad-input' when the answer is not one to our challenge, or not from our page; 'conflict' when the passkey is there already. */
export async function addPasskey(parts: Parts, userId: string, name: string, response: RegistrationResponseJSON): Promise<Passkey> {
  const { passkeys, clock, publicUrl } = parts;
  const challenge = await takeChallenge(parts, response.response.clientDataJSON, 'passkey-creation', userId);
  const { verified, registrationInfo } = await (await webAuthn())
    .verifyRegistrationResponse({ response, ...expected(publicUrl, challenge) })
    .catch(refused);
  if (!verified || !registrationInfo) throw refusal();
  const { id: credentialId, publicKey, counter, transports = [] } = registrationInfo.credential;
  const made = await passkeys.add({ userId, name, credentialId, publicKey, counter, transports }, clock.now());
  if (!made) throw new RepondeurError('conflict', 'This passkey is there already.');
  return made;
}

/** For whoever wants to sign in: nothing is asked of who he is, the device knows. */
export async function requestOptions({ links, clock, publicUrl }: Parts) {
  const rpID = rpIdOf(publicUrl);
  const challenge = await links.create({ purpose: 'passkey-sign-in', lifetimeMs: challengeMs }, clock.now());
  return await (await webAuthn()).generateAuthenticationOptions({
    rpID,
    challenge: bytes(challenge),
    userVerification: 'required',
  });
}

/** Rejects with 'unauthenticated' in the same words whatever is wrong, with 'forbidden' when the account is suspended. */
export async function signInByPasskey(parts: Parts, response: AuthenticationResponseJSON, origin: ActOrigin): Promise<Tokens> {
  const { accounts, passkeys, events, publicUrl } = parts;
  const passkey = await passkeys.byCredential(response.id);
  const fail = (reason: 'passkey' | 'status') => events.emit('sign-in-failed', { userId: passkey?.userId ?? null, reason, address: origin.address });
  const counter = passkey && (await checked(parts, passkey, response, publicUrl).catch(() => null));
  const account = passkey && (await accounts.byId(passkey.userId));
  if (!passkey || counter === null || !account || account.status === 'deleted') {
    fail('passkey');
    throw new RepondeurError('unauthenticated', 'This passkey cannot be used to sign in here.');
  }
  if (account.status !== 'active') {
    fail('status');
    throw new RepondeurError('forbidden', 'This account is suspended. An administrator can say why.');
  }
  await passkeys.setCounter(passkey.id, counter);
  return await openSession(parts, account.id, origin, 'passkey');
}

/** The device's counter now. Rejects when anything is not as it must be. */
async function checked(parts: Parts, passkey: Passkey, response: AuthenticationResponseJSON, publicUrl: string): Promise<number> {
  const challenge = await takeChallenge(parts, response.response.clientDataJSON, 'passkey-sign-in', null);
  const { verified, authenticationInfo } = await (await webAuthn()).verifyAuthenticationResponse({
    response,
    ...expected(publicUrl, challenge),
    credential: { id: passkey.credentialId, publicKey: passkey.publicKey, counter: passkey.counter, transports: passkey.transports },
  });
  if (!verified) throw refusal();
  return authenticationInfo.newCounter;
}

/** The challenge that the device has signed, when it is one of ours that was not used yet. Each works once, also when what follows is wrong. */
async function takeChallenge(
  { links, clock, database }: Parts,
  clientDataJSON: string,
  purpose: LinkPurpose,
  userId: string | null,
): Promise<string> {
  const challenge = challengeOf(clientDataJSON);
  const link = await links.find(challenge, [purpose], clock.now());
  if (!link || link.userId !== userId || !(await links.use(challenge, clock.now(), database))) throw refusal();
  return challenge;
}

function challengeOf(clientDataJSON: string): string {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as { challenge?: unknown };
    return typeof challenge === 'string' ? challenge.slice(0, 200) : '';
  } catch {
    // What is no document has no challenge of ours.
    return '';
  }
}

/** Passkeys belong to a name: browsers make none for an address of digits. Throws 'conflict'. */
function rpIdOf(publicUrl: string): string {
  const { hostname } = new URL(publicUrl);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0)
    throw new RepondeurError('conflict', 'Passkeys need a name instead of an address: set http.public_url, such as "https://repondeur.example.org".');
  return hostname;
}

const expected = (publicUrl: string, expectedChallenge: string) => ({
  expectedChallenge,
  expectedOrigin: new URL(publicUrl).origin,
  expectedRPID: rpIdOf(publicUrl),
  requireUserVerification: true,
});

const bytes = (challenge: string) => new Uint8Array(Buffer.from(challenge, 'base64url'));
const descriptor = (passkey: Passkey) => ({ id: passkey.credentialId, transports: passkey.transports });

const refusal = () =>
  new ProblemError('bad-input', 'This passkey cannot be taken.', {
    errors: [{ pointer: '#/credential', detail: 'is no answer to a challenge of ours, or from another page' }],
  });

function refused(error: unknown): never {
  throw error instanceof RepondeurError ? error : refusal();
}
