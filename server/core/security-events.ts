/** Somebody who has an account. */
export interface AccountSubject {
  userId: string;
}

/** From where; personal data. */
interface From {
  address: string;
}

/**
 * What happens around accounts and the line that the audit log writes down and the alerts count. auth/, billing/ and calls/ emit them on one
 * `EventBus<SecurityEvents>`; listeners neither throw nor wait. They carry no secret: no password, no token, no part of one.
 */
export type SecurityEvents = {
  /** `roles` that he has now; by an invitation also somebody who had an account. */
  registered: AccountSubject & From & { how: 'open' | 'invitation' | 'oidc' | 'first-administrator'; roles: readonly string[] };
  'signed-in': AccountSubject & From & { method: 'password' | 'totp' | 'recovery-code' | 'passkey' | 'oidc'; sessionId: string };
  /** `userId` is null where there is no such account; strangers are never told the difference. */
  'sign-in-failed': From & { userId: string | null; reason: 'password' | 'second-factor' | 'passkey' | 'oidc' | 'status' | 'back-off' };
  /** By this account; the roles that whoever is invited will have. */
  invited: AccountSubject & From & { roles: readonly string[] };
  /** Somebody who was signed in has shown once more that it is he. */
  'stepped-up': AccountSubject & From & { method: 'password' | 'totp' | 'recovery-code' | 'passkey'; sessionId: string };
  'signed-out': AccountSubject & From & { sessionId: string };
  'session-revoked': AccountSubject & From & { sessionId: string };
  /** A refresh token was shown a second time: somebody has a copy. The family has ended. */
  'refresh-token-reused': AccountSubject & From & { familyId: string };
  'password-changed': AccountSubject & From & { how: 'changed' | 'reset' };
  'email-changed': AccountSubject & From;
  'second-factor-changed': AccountSubject & From & { factor: 'totp' | 'passkey' | 'recovery-codes'; change: 'added' | 'removed' | 'reset' };
  'api-key-changed': AccountSubject & From & { keyId: string; change: 'made' | 'revoked' };
  /** By an administrator or the command line; tokens of a user who is not active die at once. */
  'status-changed': AccountSubject & { status: 'active' | 'suspended' | 'deleted' };
  'webhook-forged': From & { provider: string; reason: 'signature' | 'replay' | 'form' };
  /** A number that this installation may not call: too dear, too often, not allowed. */
  'dialling-refused': { userId: string | null; reason: string };
};
