import { RepondeurError } from '../core/errors.ts';
import type { SecurityEvents } from '../core/security-events.ts';
import { truncated } from '../http/middleware/origin.ts';
import { ProblemError } from '../http/problem.ts';
import type { Account } from '../users/accounts.ts';
import type { ActOrigin } from './act-origin.ts';
import { type Attempt, beginAttempt } from './attempt.ts';
import type { AuthParts } from './contract.ts';
import { tellOwner } from './tell-owner.ts';

export interface SignInInput {
  email: string;
  password: string;
  /** A code of the second factor, or a recovery code. */
  code?: string | undefined;
}

export interface Tokens {
  accessToken: string;
  refreshToken: string;
}

type SignInMethod = SecurityEvents['signed-in']['method'];
type FailureReason = SecurityEvents['sign-in-failed']['reason'];

/**
 * Address and password, and the second factor where there is one, for tokens. Rejects with 'unauthenticated' in the same words and after the same time
 * whether the account does not exist, has no password, is not verified yet or the password is another; with 'too-many' while there is a wait, and with
 * 'unavailable' while too many sign in.
 */
export async function signIn(parts: AuthParts, { email, password, code }: SignInInput, origin: ActOrigin): Promise<Tokens> {
  const { credentials, passwords, events, clock } = parts;
  passwords.refuseWhenFull();
  const attempt = await beginAttempt(parts, email, origin);
  const { account, credential, right } = await compared(parts, email, password).catch((error) => {
    // What could not be compared was no guess.
    attempt.undo();
    throw error;
  });
  const refuse = (reason: FailureReason) => events.emit('sign-in-failed', { userId: account?.id ?? null, reason, address: origin.address });
  if (!account || !credential?.passwordHash || !right || !credential.verifiedAt) {
    refuse('password');
    throw wrong();
  }
  if (account.status !== 'active') {
    refuse('status');
    throw new RepondeurError('forbidden', 'This account is suspended. An administrator can say why.');
  }
  const method = await checkSecondFactor(parts, account, code, attempt, origin);
  attempt.forget();
  if (passwords.isOutdated(credential.passwordHash)) await credentials.setPassword(account.id, await passwords.hash(password), clock.now());
  return await openSession(parts, account.id, origin, { method, secondFactor: method !== 'password' });
}

/** Takes as long whether there is such an account or not. */
async function compared({ accounts, credentials, passwords }: AuthParts, email: string, password: string) {
  const account = await accounts.byEmail(email);
  const credential = account && (await credentials.of(account.id));
  return { account, credential, right: await passwords.matches(password, credential?.passwordHash ?? null) };
}

/** `secondFactor`: whether two factors were shown. */
export async function openSession(
  parts: AuthParts,
  userId: string,
  origin: ActOrigin,
  { method, secondFactor }: { method: SignInMethod; secondFactor: boolean },
): Promise<Tokens> {
  const { sessions, tokens, events, clock } = parts;
  const agent = origin.agent.replaceAll(/\p{Cc}/gu, ' ').slice(0, 200);
  const { sessionId, refreshToken } = await sessions.open({ userId, network: truncated(origin.address), agent, secondFactor }, clock.now());
  events.emit('signed-in', { userId, sessionId, method, address: origin.address });
  return { accessToken: await tokens.forSession(userId, sessionId), refreshToken };
}

/** The next pair of tokens. A refresh token that was used already ends its session: 'unauthenticated', as for one that never was. */
export async function refresh(parts: AuthParts, refreshToken: string, origin: ActOrigin): Promise<Tokens> {
  const { sessions, tokens, events, clock } = parts;
  const rotation = await sessions.rotate(refreshToken, clock.now());
  if (rotation.state === 'reused') {
    const { userId, sessionId } = rotation;
    events.emit('refresh-token-reused', { userId, familyId: sessionId, address: origin.address });
    await tellOwner(parts, userId, 'sign-in-stolen');
  }
  const live = rotation.state === 'renewed' ? await sessions.live(rotation.sessionId, clock.now()) : null;
  if (rotation.state !== 'renewed' || live?.status !== 'active')
    throw new RepondeurError('unauthenticated', 'This refresh token is not valid any more. Sign in again.');
  return { accessToken: await tokens.forSession(rotation.userId, rotation.sessionId), refreshToken: rotation.refreshToken };
}

async function checkSecondFactor(
  parts: AuthParts,
  { id: userId }: Account,
  code: string | undefined,
  attempt: Attempt,
  origin: ActOrigin,
): Promise<SignInMethod> {
  const { secondFactors, events } = parts;
  if (!(await secondFactors.isOn(userId))) return 'password';
  if (code === undefined) {
    // The password was right: no guess. It is not forgotten either, or codes could be guessed for ever between such requests.
    attempt.undo();
    throw secondFactorNeeded('The second factor is needed too: send the code of your app, or a recovery code, as "code".');
  }
  const taken = await secondFactors.take(userId, code);
  if (taken === 'reused') await tellOwner(parts, userId, 'code-reused');
  if (taken === null || taken === 'reused') {
    events.emit('sign-in-failed', { userId, reason: 'second-factor', address: origin.address });
    throw secondFactorNeeded('This code is wrong, was used already or is over. Take the next one.');
  }
  return taken.method;
}

const wrong = () =>
  new RepondeurError('unauthenticated', 'The e-mail address or the password is wrong, or the address has not been verified yet (see the e-mail).');

const secondFactorNeeded = (detail: string) => new ProblemError('second-factor-needed', detail, { errors: [{ pointer: '#/code', detail }] });
