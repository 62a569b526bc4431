import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { z } from 'zod';
import { RepondeurError } from '../core/errors.ts';
import type { SecurityEvents } from '../core/security-events.ts';
import { ProblemError } from '../http/problem.ts';
import type { ActOrigin } from './act-origin.ts';
import { beginAttempt } from './attempt.ts';
import type { AuthParts } from './contract.ts';
import { stepUpByPasskey } from './passkeys/passkeys.ts';
import type { stepUpInput } from './schema.ts';
import { tellOwner } from './tell-owner.ts';

type Proof = z.output<typeof stepUpInput>;
type Method = SecurityEvents['stepped-up']['method'];

/**
 * Renews the proof that dear acts need, by password, code or passkey; it is kept with the session, so that another session of the same person gains nothing.
 * Where an app is asked for at the sign-in the password alone is no proof here either: whoever has stolen a session must not take the app away by it. Rejects with
 * 'second-factor-needed' then, and as {@link attemptProof} does.
 */
export async function stepUp(
  parts: AuthParts,
  { userId, sessionId }: { userId: string; sessionId: string },
  proof: Proof,
  origin: ActOrigin,
): Promise<void> {
  const { sessions, secondFactors, events, clock } = parts;
  if (proof.password !== undefined && (await secondFactors.isOn(userId))) throw codeNeeded();
  const method = await attemptProof(parts, userId, proof, origin);
  await sessions.prove(sessionId, { secondFactor: method !== 'password' }, clock.now());
  events.emit('stepped-up', { userId, sessionId, method, address: origin.address });
}

/** What was shown. Rejects with 'forbidden' when it is wrong, 'too-many' while there is a wait: guesses here and at the sign-in count together. */
export async function attemptProof(parts: AuthParts, userId: string, proof: Proof, origin: ActOrigin): Promise<Method> {
  const { accounts, events } = parts;
  const account = await accounts.byId(userId);
  if (!account) throw new RepondeurError('not-found', 'There is no such account.');
  const attempt = await beginAttempt(parts, account.email, origin);
  const method = await shown(parts, userId, proof).catch((error) => {
    // What could not be compared was no guess.
    attempt.undo();
    throw error;
  });
  if (method === null) {
    events.emit('sign-in-failed', { userId, reason: reasonOf(proof), address: origin.address });
    throw wrong(proof);
  }
  attempt.forget();
  return method;
}

/** What was shown; null when it is wrong. */
async function shown(parts: AuthParts, userId: string, { password, code, credential }: Proof): Promise<Method | null> {
  const { credentials, passwords, secondFactors } = parts;
  if (password !== undefined) {
    const right = await passwords.matches(password, (await credentials.of(userId))?.passwordHash ?? null);
    return right ? 'password' : null;
  }
  if (code !== undefined) {
    const taken = await secondFactors.take(userId, code);
    if (taken === 'reused') await tellOwner(parts, userId, 'code-reused');
    return taken === null || taken === 'reused' ? null : taken.method;
  }
  return (await stepUpByPasskey(parts, userId, credential as unknown as AuthenticationResponseJSON)) ? 'passkey' : null;
}

const reasonOf = ({ password, code }: Proof) => (password !== undefined ? 'password' : code !== undefined ? 'second-factor' : 'passkey');

function codeNeeded(): ProblemError {
  const detail = 'is needed where there is an app: its code, or a recovery code; or a passkey as "credential"';
  return new ProblemError('second-factor-needed', 'The password alone shows too little: send a code of your app, a recovery code or a passkey.', {
    errors: [{ pointer: '#/code', detail }],
  });
}

function wrong({ password, code }: Proof): ProblemError {
  if (password !== undefined)
    return new ProblemError('forbidden', 'The password is another one.', { errors: [{ pointer: '#/password', detail: 'is another one' }] });
  if (code !== undefined) {
    const detail = 'is wrong, was used already or is over, or there is no app';
    return new ProblemError('forbidden', 'This code cannot be taken. Take the next one.', { errors: [{ pointer: '#/code', detail }] });
  }
  const detail = 'is no passkey of yours, or no answer to a challenge of /api/v1/auth/step-up/options';
  return new ProblemError('forbidden', 'This passkey shows nothing.', { errors: [{ pointer: '#/credential', detail }] });
}
