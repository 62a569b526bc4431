import type { AuthParts } from '../contract.ts';
import { endAccess } from '../end-access.ts';
import { tellOwner } from '../tell-owner.ts';

/**
 * For somebody who has lost what he signs in with: app, recovery codes and passkeys are removed, sessions and API keys end, and he is told by e-mail. Whoever has
 * what was lost has nothing left. False when there was no second factor.
 */
export async function resetSecondFactors(parts: AuthParts, userId: string): Promise<boolean> {
  const { secondFactors, passkeys } = parts;
  await endAccess(parts, userId, 'ended-by-administrator');
  const app = await secondFactors.remove(userId);
  const keys = await passkeys.removeAll(userId);
  if (!app && keys === 0) return false;
  await tellOwner(parts, userId, 'second-factor-removed');
  return true;
}
