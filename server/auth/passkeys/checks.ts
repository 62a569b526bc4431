import { isIP } from 'node:net';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { isCode, RepondeurError } from '../../core/errors.ts';
import { ProblemError } from '../../http/problem.ts';
import type { AuthParts } from '../contract.ts';
import type { LinkPurpose } from '../stores/link-store.ts';
import type { Passkey } from './store.ts';

type Parts = Pick<AuthParts, 'links' | 'clock' | 'database'>;

/** 200 ms of loading, which a start must not wait for. */
export const webAuthn = () => import('@simplewebauthn/server');

/** The device's counter now. Rejects when anything is not as it must be. */
export async function checked(
  parts: Parts,
  passkey: Passkey,
  response: AuthenticationResponseJSON,
  { publicUrl, purpose, userId }: { publicUrl: string; purpose: LinkPurpose; userId: string | null },
): Promise<number> {
  const challenge = await takeChallenge(parts, response.response.clientDataJSON, purpose, userId);
  const { verified, authenticationInfo } = await (await webAuthn()).verifyAuthenticationResponse({
    response,
    ...expected(publicUrl, challenge),
    credential: { id: passkey.credentialId, publicKey: passkey.publicKey, counter: passkey.counter, transports: passkey.transports },
  });
  if (!verified) throw refusal();
  return authenticationInfo.newCounter;
}

/** The challenge that the device has signed, when it is one of ours that was not used yet. Each works once, also when what follows is wrong. */
export async function takeChallenge(
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
export function rpIdOf(publicUrl: string): string {
  const { hostname } = new URL(publicUrl);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0)
    throw new RepondeurError('conflict', 'Passkeys need a name instead of an address: set http.public_url, such as "https://repondeur.example.org".');
  return hostname;
}

export const expected = (publicUrl: string, expectedChallenge: string) => ({
  expectedChallenge,
  expectedOrigin: new URL(publicUrl).origin,
  expectedRPID: rpIdOf(publicUrl),
  requireUserVerification: true,
});

export const bytes = (challenge: string) => new Uint8Array(Buffer.from(challenge, 'base64url'));

export const refusal = () =>
  new ProblemError('bad-input', 'This passkey cannot be taken.', {
    errors: [{ pointer: '#/credential', detail: 'is no answer to a challenge of ours, or from another page' }],
  });

/** What is wrong with an answer tells only whoever forges; that the database is away is another matter. */
export function unlessAway(error: unknown): null {
  if (isCode(error, 'storage-failed')) throw error;
  return null;
}

export function refused(error: unknown): never {
  throw error instanceof RepondeurError ? error : refusal();
}
