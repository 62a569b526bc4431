import type { Role } from '../core/access.ts';
import type { Clock } from '../core/clock.ts';
import type { EventBus } from '../core/events.ts';
import type { Service } from '../core/health.ts';
import type { Logger } from '../core/logger.ts';
import { Periodic } from '../core/periodic.ts';
import type { SecurityEvents } from '../core/security-events.ts';
import type { Database } from '../database/open.ts';
import type { UserKeys } from '../database/secrets/user-keys.ts';
import type { Authenticator } from '../http/contract.ts';
import type { Accounts } from '../users/accounts.ts';
import { createAuthenticator } from './authenticator.ts';
import { BackOff } from './back-off.ts';
import { Background } from './background.ts';
import type { AuthParts, RegistrationMode } from './contract.ts';
import { endAccess } from './end-access.ts';
import { freeAddresses } from './free-addresses.ts';
import { AccountMail } from './mail.ts';
import { OidcProviders, type OidcSettings } from './oidc/providers.ts';
import { PasskeyStore } from './passkeys/store.ts';
import { Passwords } from './password/passwords.ts';
import { secondFactorOwners } from './second-factor/owners.ts';
import { SecondFactors } from './second-factor/second-factors.ts';
import { ApiKeyStore } from './stores/api-key-store.ts';
import { CredentialStore } from './stores/credential-store.ts';
import { LinkStore } from './stores/link-store.ts';
import { SessionStore } from './stores/session-store.ts';
import { AccessTokens } from './tokens/access-tokens.ts';
import { SigningKeys } from './tokens/signing-keys.ts';

export interface AuthOptions {
  settings: {
    registration: RegistrationMode;
    bcryptCost: number;
    sessionIdleDays: number;
    sessionDays: number;
    /** Roles that count only once a second factor was shown. */
    secondFactorForRoles: readonly Role[];
  };
  database: Database;
  keys: UserKeys;
  accounts: Accounts;
  clock: Clock;
  logger: Logger;
  events: EventBus<SecurityEvents>;
  /** Providers that one can sign in by. */
  oidc: readonly OidcSettings[];
  /** "https://repondeur.example.org". */
  publicUrl: string;
  /** Called after a commit that queued an e-mail. */
  onMailQueued?: () => void;
}

/** The sign-in: `parts` for its routes, `authenticator` for the gateway. */
export interface Auth extends Service {
  parts: AuthParts & { background: Background };
  authenticator: Authenticator;
  /** Deletes what is over; done at the start and every hour. */
  clean(): Promise<void>;
}

const dayMs = 86_400_000;
const cleaningMs = 3_600_000;
/** From everywhere together, before strangers wait; ASVS 2.2.1 has 100 an hour at most, and waits let some more through. */
const failuresOfAnAccount = 80;

export function createAuth({
  settings,
  database,
  keys,
  accounts,
  clock,
  logger,
  events,
  oidc,
  publicUrl,
  onMailQueued = () => {},
}: AuthOptions): Auth {
  const background = new Background(logger);
  const tokens = new AccessTokens(new SigningKeys({ database, keys, clock }), clock);
  const sessions = new SessionStore(database, { idleMs: settings.sessionIdleDays * dayMs, longestMs: settings.sessionDays * dayMs });
  const links = new LinkStore(database, keys);
  const parts: Auth['parts'] = {
    database,
    keys,
    clock,
    accounts,
    credentials: new CredentialStore(database),
    sessions,
    links,
    apiKeys: new ApiKeyStore(database),
    passkeys: new PasskeyStore(database),
    oidc: new OidcProviders(oidc, publicUrl),
    publicUrl,
    secondFactors: new SecondFactors({ database, keys, clock }),
    secondFactorOwners: secondFactorOwners(database),
    secondFactorForRoles: settings.secondFactorForRoles,
    passwords: new Passwords({ cost: settings.bcryptCost }),
    tokens,
    backOff: new BackOff({ clock }),
    accountBackOff: new BackOff({ clock, free: failuresOfAnAccount }),
    mail: new AccountMail({ keys, clock, onQueued: onMailQueued }),
    events,
    registration: settings.registration,
    background,
  };
  const clean = async (signal?: AbortSignal) => {
    await sessions.forgetOld(clock.now());
    await links.forgetOld(clock.now());
    await freeAddresses(parts, signal);
  };
  const cleaning = new Periodic({
    everyMs: cleaningMs,
    work: clean,
    failure: 'what is over of sign-ins could not be deleted; it is tried again in an hour',
    logger,
    clock,
  });
  let warm = false;
  // Tokens and keys are refused by the account's status already; they must not come back with it.
  events.on('status-changed', ({ userId, status }) => {
    if (status !== 'active') background.run(() => endAccess(parts, userId, 'ended-by-administrator'));
  });
  return {
    parts,
    authenticator: createAuthenticator(parts),
    clean,
    async start() {
      await cleaning.start();
      if (!warm) background.run(() => parts.passwords.warmUp());
      warm = true;
    },
    async stop() {
      await cleaning.stop();
      await background.settled();
    },
  };
}
