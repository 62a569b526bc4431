import type { Role } from '../core/access.ts';
import type { Clock } from '../core/clock.ts';
import type { EventBus } from '../core/events.ts';
import type { SecurityEvents } from '../core/security-events.ts';
import type { Database } from '../database/open.ts';
import type { UserKeys } from '../database/secrets/user-keys.ts';
import type { Accounts } from '../users/accounts.ts';
import type { BackOff } from './back-off.ts';
import type { AccountMail } from './mail.ts';
import type { OidcProviders } from './oidc/providers.ts';
import type { PasskeyStore } from './passkeys/store.ts';
import type { Passwords } from './password/passwords.ts';
import type { SecondFactorOwners } from './second-factor/owners.ts';
import type { SecondFactors } from './second-factor/second-factors.ts';
import type { ApiKeyStore } from './stores/api-key-store.ts';
import type { CredentialStore } from './stores/credential-store.ts';
import type { LinkStore } from './stores/link-store.ts';
import type { SessionStore } from './stores/session-store.ts';
import type { AccessTokens } from './tokens/access-tokens.ts';

export const registrationModes = ['open', 'invitation', 'closed'] as const;
/** Who may register: everybody, those with an invitation, nobody but the first administrator. */
export type RegistrationMode = (typeof registrationModes)[number];

/** What the acts of this room work with. */
export interface AuthParts {
  database: Database;
  keys: UserKeys;
  clock: Clock;
  accounts: Accounts;
  credentials: CredentialStore;
  sessions: SessionStore;
  links: LinkStore;
  apiKeys: ApiKeyStore;
  passkeys: PasskeyStore;
  oidc: OidcProviders;
  /** The address that browsers reach us by: passkeys belong to its name. */
  publicUrl: string;
  secondFactors: SecondFactors;
  secondFactorOwners: SecondFactorOwners;
  /** Roles that count only in sessions, and of API keys, in which a second factor was shown. */
  secondFactorForRoles: readonly Role[];
  passwords: Passwords;
  tokens: AccessTokens;
  /** For an address at an account. */
  backOff: BackOff;
  /** For an account from everywhere together. */
  accountBackOff: BackOff;
  mail: AccountMail;
  events: EventBus<SecurityEvents>;
  registration: RegistrationMode;
}
