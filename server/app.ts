import project from '../package.json' with { type: 'json' };
import type { LiveSettings } from './admin/config/system-config.ts';
import { createAdministration, createAuditLog } from './admin/create.ts';
import { apiRoutes } from './api.ts';
import { understand } from './assistant/dialogue/understand.ts';
import { summariseCall } from './assistant/mind/summarise.ts';
import { createAuth } from './auth/create.ts';
import { createBilling } from './billing/create.ts';
import type { CallFileOptions } from './calls/call-file.ts';
import type { CallEvents } from './calls/events.ts';
import { AfterCalls } from './composition/after-calls.ts';
import { createCalls } from './composition/calls.ts';
import { createEngines } from './composition/engines.ts';
import { gatewayOptions } from './composition/gateway-options.ts';
import { logStoreOf } from './composition/log-store-of.ts';
import { plainRecordings } from './composition/plain-recordings.ts';
import { publicUrl } from './composition/public-url.ts';
import { createRetention } from './composition/retention.ts';
import { userErasures } from './composition/user-erasures.ts';
import { type Clock, systemClock } from './core/clock.ts';
import { EventBus } from './core/events.ts';
import type { Health, Service } from './core/health.ts';
import type { Language } from './core/language.ts';
import type { Logger } from './core/logger.ts';
import type { SecurityEvents } from './core/security-events.ts';
import { openDatabase } from './database/open.ts';
import { openUserKeys } from './database/secrets/open-keys.ts';
import { RememberedKeys } from './database/secrets/remembered-keys.ts';
import type { History } from './history/contract.ts';
import { Recordings } from './history/recordings/recordings.ts';
import { sealHistory } from './history/seal-history.ts';
import { HistoryStore } from './history/store.ts';
import { IdempotencyStore } from './http/idempotency/store.ts';
import { createHttpServer } from './http/server.ts';
import { Lifecycle } from './lifecycle.ts';
import { createNotifications } from './notifications/create.ts';
import { FaultNotices } from './notifications/fault-notices.ts';
import { SecurityNotices } from './notifications/security-notices.ts';
import type { LogStore } from './observability/log-store.ts';
import { createMetrics, type Metrics } from './observability/metrics.ts';
import type { SettingsFile } from './settings/change.ts';
import type { Settings } from './settings/schema.ts';
import type { WrittenConfiguration } from './telephony/asterisk/configuration-options.ts';
import { AccountStore } from './users/account-store.ts';
import { ConfiguredUsers } from './users/configured-users.ts';
import { OwnAccount } from './users/own-account.ts';

export interface AppOptions {
  settings: Settings;
  /** The running switch. */
  connection: WrittenConfiguration;
  /** Directories of the rehearsal ear: only where every caller is the machine itself. */
  rehearsalEars?: Partial<Record<Language, string>>;
  /** systemd's, which may hold the master key. */
  credentialsDirectory?: string | undefined;
  logger: Logger;
  /** Where the logger keeps its lines; by default the folder of the settings, which is read only. */
  logs?: LogStore;
  /** Where the settings are from, for administrators to change them. */
  settingsFile?: SettingsFile;
  /** What the running service takes over at once, by key. */
  live?: LiveSettings;
  clock?: Clock;
  /** How long calls that are up may go on when the service is asked to stop; default 10,000. */
  drainMs?: number;
}

export interface App extends Service {
  events: EventBus<CallEvents>;
  security: EventBus<SecurityEvents>;
  history: History;
  recordings: Recordings;
  metrics: Metrics;
  health(): Record<string, Health>;
  /** "http://127.0.0.1:8080". */
  httpUrl(): string;
}

/** How long calls that are up may go on when the service is asked to stop. */
const defaultDrainMs = 10_000;

/** The composition, in the order a call visits it. Opens the database, which `stop` closes even when `start` was never called; nothing else runs before `start`. */
export async function createApp({
  settings,
  connection,
  rehearsalEars,
  credentialsDirectory,
  logger,
  logs = logStoreOf(settings),
  settingsFile,
  live = {},
  clock = systemClock,
  drainMs = defaultDrainMs,
}: AppOptions): Promise<App> {
  const { dataDir } = settings;
  const events = new EventBus<CallEvents>();
  const security = new EventBus<SecurityEvents>();
  const metrics = createMetrics();
  const database = await openDatabase({ ...settings.database, logger });
  const users = new ConfiguredUsers(settings.users);
  const accounts = new AccountStore(database, clock);
  const keys = await openUserKeys(database, { file: settings.database.masterKeyFile, credentialsDirectory, logger }).catch(async (error) => {
    await database.destroy();
    throw error;
  });

  const history = new HistoryStore({ database, dataDir, clock, keys, onQueued: () => wake() });
  const audit = createAuditLog({ dataDir, database, keys, accounts, clock, logger });
  const keysOfCalls = new RememberedKeys(keys, logger);
  const recordings = new Recordings({ keys, sealWith: keysOfCalls, logger });
  const billing = await createBilling({
    settings,
    database,
    users,
    accounts,
    audit,
    security,
    onQueued: () => notifications.notify(),
    publicUrl: publicUrl(settings.http),
    logger,
    clock,
  });
  const notifications = createNotifications({
    settings,
    database,
    history,
    recordings,
    users,
    accountEmails: { keys, publicUrl: publicUrl(settings.http) },
    accounts,
    channels: billing.channels,
    logger,
    clock,
    onResult: (result) => metrics.notificationTried(result),
  });
  const retention = createRetention({ database, dataDir, entitlements: billing.entitlements, logger, clock });
  const notices = new FaultNotices({ database, clock, onQueued: () => notifications.notify() });
  const securityNotices = new SecurityNotices({ database, accounts, onQueued: () => notifications.notify() });
  const notify = securityNotices.tell.bind(securityNotices);
  const erasures = userErasures({ database, dataDir, users, clock });
  const administration = createAdministration({
    audit,
    database,
    keys,
    accounts,
    erasures,
    security,
    metrics,
    notify,
    state: { health: () => health(), activeCalls: () => switchboard.activeCalls, version: project.version },
    settingsFile,
    live,
    auditDays: settings.log.auditDays,
    logs,
    clock,
    logger,
  });
  const engines = await createEngines({ settings, rehearsalEars, users: users.all(), notices, metrics, logger });

  /** Aborts when no call is waited for any more. */
  const stopping = new AbortController();
  const summarise: CallFileOptions['summarise'] = (call) => summariseCall(call, { mind: engines.mind, logger, signal: stopping.signal });
  const afterCalls = new AfterCalls({
    ...engines.afterCall,
    waitSeconds: settings.speechToText.afterCallWaitSeconds,
    rehearsal: rehearsalEars !== undefined,
    database,
    history,
    recordings,
    users,
    understand,
    summarise,
    logger,
    clock,
  });
  const wake = () => {
    notifications.notify();
    afterCalls.notify();
  };

  const isServed = async (userId: string) => ((await accounts.byId(userId))?.status ?? 'active') === 'active';
  const servedOf = async (ids: readonly string[]) => {
    const served = await Promise.all(ids.map(isServed));
    return ids.filter((_, at) => served[at]);
  };
  const { telephony, switchboard, unstored, parts } = await createCalls({
    settings,
    connection,
    users,
    keys,
    keysOfCalls,
    engines,
    entitlements: billing.entitlements,
    isServed,
    history,
    recordings,
    summarise,
    transcribeAgainWithinMs: afterCalls.withinMs,
    events,
    stopping,
    drainMs,
    clock,
    logger,
  });
  const health = () => ({
    telephony: telephony.health(),
    ...engines.health(),
    notifications: notifications.health(),
    history: unstored.health(),
    log: logs.health(),
  });
  const auth = createAuth({
    settings: settings.auth,
    oidc: settings.oidc,
    database,
    keys,
    accounts,
    clock,
    logger,
    events: security,
    publicUrl: publicUrl(settings.http),
    onMailQueued: () => notifications.notify(),
  });
  const ownAccount = new OwnAccount({ database, accounts, keys, erasures, audit, security, mail: auth.parts.mail });
  const http = createHttpServer({
    ...gatewayOptions(settings.http),
    routes: apiRoutes,
    services: {
      ...administration.services,
      accounts,
      ownAccount,
      auth: auth.parts,
      secondFactorOwners: auth.parts.secondFactorOwners,
      ...billing.services,
    },
    authenticator: auth.authenticator,
    idempotencyKeys: new IdempotencyStore(database, keys, clock),
    version: project.version,
    health,
    metrics,
    logger,
  });
  observe(events, metrics);
  engines.observe(events);

  const lifecycle = new Lifecycle(
    [
      { name: 'history', start: (signal) => sealHistory(database, keys, signal) },
      { name: 'accounts', start: () => users.join(accounts) },
      { name: 'keys of calls', start: async () => keysOfCalls.prepare(await servedOf(users.all().map(({ id }) => id))) },
      { name: 'sign-in', start: () => auth.start(), stop: () => auth.stop() },
      { name: 'administration', start: () => administration.start(), stop: () => administration.stop() },
      { name: 'notifications', start: () => notifications.start(), stop: () => notifications.stop(), stopWithinMs: 15_000 },
      { name: 'subscriptions', start: () => billing.reviews.start(), stop: () => billing.reviews.stop() },
      { name: 'retention', start: () => retention.start(), stop: () => retention.stop() },
      { name: 'after-calls', start: () => afterCalls.start(), stop: () => afterCalls.stop() },
      ...engines.parts,
      { name: 'http', start: () => http.start(), stop: () => http.stop() },
      ...parts,
      plainRecordings({ database, recordings, dataDir, logger }),
    ],
    logger,
  );
  return {
    events,
    security,
    history,
    recordings,
    metrics,
    health,
    httpUrl: () => http.url(),
    start: async (signal) => {
      try {
        await lifecycle.start(signal);
      } catch (error) {
        await database.destroy();
        throw error;
      }
    },
    stop: async () => {
      await lifecycle.stop();
      await database.destroy();
    },
  };
}

function observe(events: EventBus<CallEvents>, metrics: Metrics): void {
  events.on('call-started', () => metrics.callStarted());
  events.on('call-ended', ({ outcome }) => metrics.callEnded(outcome));
  events.on('line-closed', ({ counts }) => metrics.lineClosed(counts));
  events.on('greeted', ({ milliseconds }) => metrics.greeted(milliseconds));
  events.on('latency', ({ milliseconds }) => metrics.turnReplied(milliseconds));
}
