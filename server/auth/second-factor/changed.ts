import type { SecurityEvents } from '../../core/security-events.ts';
import type { AuthParts } from '../contract.ts';
import { tellOwner } from '../tell-owner.ts';

export interface FactorChange {
  userId: string;
  sessionId: string;
  factor: SecurityEvents['second-factor-changed']['factor'];
  /** Where from. */
  address: string;
}

/** What has to be done once there is another second factor: whoever added it has just shown it, and the owner is told. */
export async function factorAdded(parts: AuthParts, { userId, sessionId, factor, address }: FactorChange): Promise<void> {
  const { sessions, events, clock } = parts;
  await sessions.prove(sessionId, { secondFactor: true }, clock.now());
  events.emit('second-factor-changed', { userId, factor, change: 'added', address });
  await tellOwner(parts, userId, 'second-factor-added');
}

/** What has to be done once one is gone: with the last, what was shown of it counts no more in any session or API key. */
export async function factorRemoved(parts: AuthParts, { userId, factor, address }: Omit<FactorChange, 'sessionId'>): Promise<void> {
  const { sessions, apiKeys, events, secondFactorOwners } = parts;
  if (!(await secondFactorOwners([userId])).has(userId)) {
    await sessions.forgetSecondFactor(userId);
    await apiKeys.forgetSecondFactor(userId);
  }
  events.emit('second-factor-changed', { userId, factor, change: 'removed', address });
  await tellOwner(parts, userId, 'second-factor-removed');
}
