import type { Principal } from '../../core/access.ts';
import { RepondeurError } from '../../core/errors.ts';
import type { AuthParts } from '../contract.ts';

/**
 * Factors are added and removed only by who has shown one in this session, where there is one: else a password alone, or a provider that asks for no more, would
 * come by another factor, and by what roles need one for. The first may be added without. Rejects with 'second-factor-required'.
 */
export async function refuseUnlessShown(
  { sessions, secondFactorOwners, clock }: Pick<AuthParts, 'sessions' | 'secondFactorOwners' | 'clock'>,
  { userId, sessionId }: Pick<Principal, 'userId' | 'sessionId'>,
): Promise<void> {
  if (!(await secondFactorOwners([userId])).has(userId)) return;
  const session = sessionId === null ? null : await sessions.live(sessionId, clock.now());
  if (session?.secondFactor) return;
  throw new RepondeurError(
    'second-factor-required',
    'You have a second factor, which this sign-in has not shown: show it first (POST /api/v1/auth/step-up). If it is lost, ask an administrator to reset it.',
  );
}
