import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { RepondeurError } from '../../core/errors.ts';
import type { Account } from '../../users/accounts.ts';
import type { ActOrigin } from '../act-origin.ts';
import type { AuthParts } from '../contract.ts';
import { openSession, type Tokens } from '../sign-in.ts';
import { bytes, checked, expected, refusal, refused, rpIdOf, takeChallenge, unlessAway, webAuthn } from './checks.ts';
import type { Passkey } from './store.ts';

type Parts = AuthParts;
const challengeMs = 5 * 60_000;

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
  return await (await webAuthn()).generateAuthenticationOptions({ rpID, challenge: bytes(challenge), userVerification: 'required' });
}

/** For whoever is signed in and shows once more that it is he, by a passkey of his own. */
export async function stepUpOptions({ links, passkeys, clock, publicUrl }: Parts, userId: string) {
  const rpID = rpIdOf(publicUrl);
  const challenge = await links.create({ purpose: 'passkey-step-up', userId, lifetimeMs: challengeMs }, clock.now());
  const { items } = await passkeys.list(userId, { limit: 100 });
  return await (await webAuthn()).generateAuthenticationOptions({
    rpID,
    challenge: bytes(challenge),
    userVerification: 'required',
    allowCredentials: items.map(descriptor),
  });
}

/** Whether the answer is of a passkey of his, to a challenge of {@link stepUpOptions}. */
export async function stepUpByPasskey(parts: Parts, userId: string, response: AuthenticationResponseJSON): Promise<boolean> {
  const { passkeys, publicUrl } = parts;
  const passkey = await passkeys.byCredential(response.id);
  if (passkey?.userId !== userId) return false;
  const counter = await checked(parts, passkey, response, { publicUrl, purpose: 'passkey-step-up', userId }).catch(unlessAway);
  if (counter === null) return false;
  await passkeys.setCounter(passkey.id, counter);
  return true;
}

/** Rejects with 'unauthenticated' in the same words whatever is wrong, with 'forbidden' when the account is suspended. */
export async function signInByPasskey(parts: Parts, response: AuthenticationResponseJSON, origin: ActOrigin): Promise<Tokens> {
  const { accounts, passkeys, events, publicUrl } = parts;
  const passkey = await passkeys.byCredential(response.id);
  const fail = (reason: 'passkey' | 'status') => events.emit('sign-in-failed', { userId: passkey?.userId ?? null, reason, address: origin.address });
  const counter = passkey && (await checked(parts, passkey, response, { publicUrl, purpose: 'passkey-sign-in', userId: null }).catch(unlessAway));
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
  return await openSession(parts, account.id, origin, { method: 'passkey', secondFactor: true });
}

const descriptor = (passkey: Passkey) => ({ id: passkey.credentialId, transports: passkey.transports });
