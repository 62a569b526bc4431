import { AuditStore } from '../admin/audit/store.ts';
import { UserStatus } from '../admin/user-status.ts';
import { type Auth, createAuth } from '../auth/create.ts';
import { publicUrl } from '../composition/public-url.ts';
import { userErasures } from '../composition/user-erasures.ts';
import type { AuditAct, AuditActor, AuditLog } from '../core/audit.ts';
import { systemClock } from '../core/clock.ts';
import { EventBus } from '../core/events.ts';
import type { SecurityEvents } from '../core/security-events.ts';
import { openDatabase } from '../database/open.ts';
import { openUserKeys } from '../database/secrets/open-keys.ts';
import { createLogger } from '../observability/logger.ts';
import { loadSettings } from '../settings/load.ts';
import type { Settings } from '../settings/schema.ts';
import { AccountStore } from '../users/account-store.ts';
import { ConfiguredUsers } from '../users/configured-users.ts';
import type { CommandContext } from './context.ts';
import { settingsAreThere } from './settings-file.ts';

export interface AccountTools {
  auth: Auth['parts'];
  audit: AuditLog;
  userStatus: UserStatus;
  /** A link of the account page. */
  link(purpose: string, token: string, email?: string): string;
}

/** Opens the accounts for a command, also beside a running service, and closes them after the work. */
export async function withAccounts<T>(
  { places, env }: Pick<CommandContext, 'places' | 'env'>,
  work: (tools: AccountTools) => Promise<T>,
): Promise<T> {
  await settingsAreThere(places);
  return await withAccountsOf(await loadSettings({ path: places.settingsPath, env }), env, work);
}

export async function withAccountsOf<T>(settings: Settings, env: NodeJS.ProcessEnv, work: (tools: AccountTools) => Promise<T>): Promise<T> {
  const logger = createLogger(settings.log);
  const database = await openDatabase({ ...settings.database, logger });
  try {
    const keys = await openUserKeys(database, { file: settings.database.masterKeyFile, credentialsDirectory: env.CREDENTIALS_DIRECTORY, logger });
    const accounts = new AccountStore(database);
    const audit = new AuditStore({ database, keys, accounts });
    const security = new EventBus<SecurityEvents>();
    const erasures = userErasures({ database, dataDir: settings.dataDir, users: new ConfiguredUsers(settings.users), clock: systemClock });
    const { parts } = createAuth({
      publicUrl: publicUrl(settings.http),
      oidc: settings.oidc,
      settings: settings.auth,
      database,
      keys,
      accounts,
      clock: systemClock,
      logger,
      events: security,
    });
    const result = await work({
      auth: parts,
      audit,
      userStatus: new UserStatus({ database, accounts, keys, erasures, audit, security }),
      link: (purpose, token, email) =>
        `${publicUrl(settings.http)}/account#${new URLSearchParams({ purpose, token, ...(email !== undefined && { email }) })}`,
    });
    await parts.background.settled();
    return result;
  } finally {
    await database.destroy();
  }
}

/** Somebody at the command line, who is not known by name. */
export const byCommand = (command: string): AuditActor => ({ kind: 'command', id: command });

export const actByCommand = (command: string, userId: string, action: string, details?: AuditAct['details']): AuditAct => ({
  actor: byCommand(command),
  action,
  target: { kind: 'user', id: userId },
  ...(details && { details }),
});
