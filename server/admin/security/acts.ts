import { type AuditAct, type AuditActor, actorOf } from '../../core/audit.ts';
import type { SecurityEvents } from '../../core/security-events.ts';

type ActOf = { [Name in keyof SecurityEvents]: ((event: SecurityEvents[Name]) => AuditAct) | null };

const stranger = actorOf(null);
/** The service by itself. */
const nobody: AuditActor = { kind: 'system', id: null };
const user = (id: string) => ({ kind: 'user', id });
const own = (event: { userId: string; address: string }) => ({ actor: actorOf(event), target: user(event.userId), address: event.address });

/** What the audit log says of each event; null for those whose change writes its own entry, in its transaction. */
export const actOf: ActOf = {
  registered: ({ how, roles, ...event }) => ({ ...own(event), action: 'user.registered', details: { how, roles } }),
  invited: ({ roles, ...event }) => ({ actor: actorOf(event), action: 'user.invited', details: { roles }, address: event.address }),
  'signed-in': ({ method, sessionId, ...event }) => ({ ...own(event), action: 'sign-in.succeeded', details: { method, sessionId } }),
  'sign-in-failed': ({ userId, reason, address }) => ({
    actor: stranger,
    action: 'sign-in.failed',
    target: userId === null ? undefined : user(userId),
    details: { reason },
    address,
  }),
  'stepped-up': ({ method, sessionId, ...event }) => ({ ...own(event), action: 'session.stepped-up', details: { method, sessionId } }),
  'signed-out': ({ sessionId, ...event }) => ({ ...own(event), action: 'session.signed-out', details: { sessionId } }),
  'session-revoked': ({ sessionId, ...event }) => ({ ...own(event), action: 'session.revoked', details: { sessionId } }),
  // Who shows it is not known to be the user.
  'refresh-token-reused': ({ userId, familyId, address }) => ({
    actor: stranger,
    action: 'session.refresh-token-reused',
    target: user(userId),
    details: { familyId },
    address,
  }),
  'password-changed': ({ how, ...event }) => ({ ...own(event), action: 'user.password-changed', details: { how } }),
  'email-changed': (event) => ({ ...own(event), action: 'user.email-changed' }),
  'second-factor-changed': ({ factor, change, ...event }) => ({ ...own(event), action: 'user.second-factor-changed', details: { factor, change } }),
  'api-key-changed': ({ keyId, change, ...event }) => ({ ...own(event), action: `api-key.${change}`, details: { keyId } }),
  'status-changed': null,
  'webhook-forged': ({ provider, reason, address }) => ({
    actor: stranger,
    action: 'webhook.forged',
    target: { kind: 'provider', id: provider },
    details: { reason },
    address,
  }),
  'dialling-refused': ({ userId, reason }) => ({
    actor: nobody,
    action: 'dialling.refused',
    target: userId === null ? undefined : user(userId),
    details: { reason },
  }),
};
