import { join } from 'node:path';
import type { Clock } from '../core/clock.ts';
import type { UserErasure } from '../core/erasure.ts';
import { asError } from '../core/errors.ts';
import type { EventBus } from '../core/events.ts';
import type { Service } from '../core/health.ts';
import type { Logger } from '../core/logger.ts';
import { Periodic } from '../core/periodic.ts';
import type { SecurityAlert } from '../core/security-alerts.ts';
import type { SecurityEvents } from '../core/security-events.ts';
import type { Database } from '../database/open.ts';
import type { UserKeys } from '../database/secrets/user-keys.ts';
import type { LogStore } from '../observability/log-store.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { SettingsFile } from '../settings/change.ts';
import type { Accounts } from '../users/accounts.ts';
import { eraseLeftOver } from '../users/erase.ts';
import { HeadFile } from './audit/head-file.ts';
import { AuditReader } from './audit/list.ts';
import { auditRetention } from './audit/retention.ts';
import { AuditStore, type AuditStoreOptions } from './audit/store.ts';
import { type LiveSettings, SystemConfig } from './config/system-config.ts';
import type { AdminServices } from './routes.ts';
import { SecurityRecorder } from './security/recorder.ts';
import { SecurityWatch } from './security/watch.ts';
import { SystemState, type SystemStateOptions } from './state/system-state.ts';
import { UserStatus } from './user-status.ts';

const hourMs = 3_600_000;

export interface AdministrationOptions {
  audit: AuditStore;
  database: Database;
  keys: UserKeys;
  accounts: Accounts;
  /** What the rooms delete with a user. */
  erasures: readonly UserErasure[];
  security: EventBus<SecurityEvents>;
  metrics: Pick<Metrics, 'securityAlert'>;
  /** Queues the e-mails. */
  notify: (alert: SecurityAlert) => Promise<void>;
  /** How the parts are; asked when an administrator asks. */
  state: Pick<SystemStateOptions, 'health' | 'activeCalls' | 'version'>;
  /** Absent where the server runs without a file. */
  settingsFile: SettingsFile | undefined;
  /** What the running service can take over, by key. */
  live: LiveSettings;
  /** How long entries of the audit log are kept; undefined: for ever. */
  auditDays: number | undefined;
  /** Where the log is kept. */
  logs: Pick<LogStore, 'read'>;
  clock: Clock;
  logger: Logger;
}

export interface Administration extends Service {
  /** Who has a second factor is known to auth/. */
  services: Omit<AdminServices, 'secondFactorOwners'>;
}

/** Where the end of the audit log is kept beside the database. */
export const auditHeadFile = (dataDir: string) => join(dataDir, 'audit-head.json');

/** The audit log, with its end beside the database. */
export function createAuditLog({
  dataDir,
  logger,
  ...options
}: Omit<AuditStoreOptions, 'headFile'> & { dataDir: string; logger: Logger }): AuditStore {
  return new AuditStore({ ...options, headFile: new HeadFile(auditHeadFile(dataDir), logger) });
}

/** S_Admin with its audit log and its alerts. */
export function createAdministration(options: AdministrationOptions): Administration {
  const { audit, database, keys, accounts, erasures, security, metrics, notify, state, settingsFile, live, auditDays, logs, clock, logger } = options;
  const systemConfig = new SystemConfig({ file: settingsFile, live, audit });
  const recorder = new SecurityRecorder({ security, audit, clock, logger });
  const retention = auditRetention({ database, audit, days: auditDays, clock, logger });
  // A talk that is up when its user is deleted is stored at its end.
  const leftOver = new Periodic({
    everyMs: hourMs,
    work: () => eraseLeftOver({ database, keys, rooms: erasures }),
    failure: 'what is left of deleted users could not be deleted; it is tried again in an hour',
    logger,
    clock,
  });
  let telling: Promise<unknown> = Promise.resolve();
  const tell = (alert: SecurityAlert) => {
    const { pattern, count, minutes } = alert;
    logger.warn({ pattern, count, minutes }, 'a suspicious pattern was seen: the audit log has the details');
    metrics.securityAlert(pattern);
    const told = notify(alert).catch((error) => logger.error({ err: asError(error) }, 'administrators could not be told of a suspicious pattern'));
    telling = telling.then(() => told);
  };
  const watch = new SecurityWatch({ clock, tell });
  let watching: AbortController | undefined;
  return {
    services: {
      accounts,
      userStatus: new UserStatus({ database, accounts, keys, erasures, audit, security }),
      auditReader: new AuditReader(database, keys),
      logs,
      systemConfig,
      systemState: new SystemState({ ...state, database, clock }),
    },
    async start() {
      if (watching) return;
      watching = new AbortController();
      await audit.start();
      await recorder.start();
      await systemConfig.start();
      await retention.start();
      await leftOver.start();
      watch.observe(security, watching.signal);
    },
    async stop() {
      watching?.abort();
      watching = undefined;
      await retention.stop();
      await leftOver.stop();
      await recorder.stop();
      await telling;
      await audit.settled();
    },
  };
}
