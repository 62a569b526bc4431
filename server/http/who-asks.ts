import { may, type Principal, proofMinutes } from '../core/access.ts';
import { RepondeurError } from '../core/errors.ts';
import type { Authenticator } from './contract.ts';
import type { GatewayContext } from './gateway-state.ts';
import { ProblemError } from './problem.ts';
import type { Route } from './route.ts';

/** Who asks; null on public routes. Rejects when he may not use the route, or has not shown lately enough that it is he. */
export async function whoAsks(
  context: GatewayContext,
  { permission, stepUp }: Pick<Route<never>, 'permission' | 'stepUp'>,
  authenticator: Authenticator,
): Promise<Principal | null> {
  // A token that has expired must not keep its owner from signing in again.
  if (permission === 'public') return null;
  const { address, loopback } = context.state;
  // To the world, what is for this machine alone does not exist.
  if (permission === 'internal' && !loopback) throw new RepondeurError('not-found', 'There is nothing at this address.');
  const principal = await authenticator.authenticate({ authorization: context.get('Authorization') || undefined, address, loopback });
  if (!principal) throw unauthenticated();
  const allowed = permission === 'signed-in' || (permission === 'internal' ? authenticator.isService(principal) : may(principal, permission));
  if (!allowed) throw refusal(principal, permission);
  if (stepUp) refuseWithoutProof(principal);
  return principal;
}

export const unauthenticated = () => new RepondeurError('unauthenticated', 'Sign in first, then send the access token: Authorization: Bearer …');

function refusal(principal: Principal, permission: Route<never>['permission']): RepondeurError {
  if (permission === 'internal' || permission === 'public' || permission === 'signed-in')
    return new RepondeurError('forbidden', 'Your account may not do this.');
  if (may({ ...principal, roles: principal.withheldRoles }, permission)) return secondFactorRequired(principal);
  // The account may be allowed what its key is not.
  const who = principal.sessionId === null ? 'This API key' : 'Your account';
  return new RepondeurError('forbidden', `${who} may not do this: it needs the permission ${permission}.`);
}

function secondFactorRequired({ sessionId }: Principal): RepondeurError {
  const wayOut =
    sessionId === null
      ? 'this API key was made without one. Make another, signed in with a second factor.'
      : 'add an authenticator app (POST /api/v1/auth/totp) or a passkey, or show the one you have (POST /api/v1/auth/step-up).';
  return new RepondeurError('second-factor-required', `What your role allows needs a second factor here: ${wayOut}`);
}

function refuseWithoutProof({ sessionId, recentlyProved }: Principal): void {
  if (sessionId === null) throw new RepondeurError('forbidden', 'No API key may do this: sign in yourself.');
  if (recentlyProved) return;
  throw new ProblemError(
    'step-up-needed',
    `For this, show once more that it is you: send your password, a code or a passkey to POST /api/v1/auth/step-up, then ask again. It counts for ${proofMinutes} minutes.`,
    { headers: { 'WWW-Authenticate': challenge } },
  );
}

/** RFC 9470, section 3. */
const challenge = `Bearer realm="repondeur", error="insufficient_user_authentication", max_age="${proofMinutes * 60}"`;
