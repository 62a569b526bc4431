import { join } from 'node:path';
import project from '../package.json' with { type: 'json' };
import type { LiveSettings } from './admin/config/system-config.ts';
import { createAdministration } from './admin/create.ts';
import type { HotwordDetector } from './ai/hotword/contract.ts';
import { createHotwordDetector } from './ai/hotword/registry.ts';
import { findEars } from './ai/speech-to-text/model-directories.ts';
import { createSpeechToText } from './ai/speech-to-text/registry.ts';
import { PromptCache } from './ai/text-to-speech/prompt-cache.ts';
import { PromptFiles } from './ai/text-to-speech/prompt-files.ts';
import { createTextToSpeech } from './ai/text-to-speech/registry.ts';
import { apiRoutes } from './api.ts';
import { createDialogue } from './assistant/dialogue/dialogue.ts';
import { understand } from './assistant/dialogue/understand.ts';
import { summariseCall } from './assistant/mind/summarise.ts';
import { warmUp } from './assistant/warm-up.ts';
import { loadVoiceActivity } from './audio/voice-activity.ts';
import { createAuth } from './auth/create.ts';
import { createBilling } from './billing/create.ts';
import { AwayMessages } from './calls/away-messages.ts';
import type { CallFileOptions } from './calls/call-file.ts';
import type { Engines } from './calls/destinations/contract.ts';
import type { CallEvents } from './calls/events.ts';
import { fixedPrompts } from './calls/fixed-prompts.ts';
import { CallJournal } from './calls/journal.ts';
import { Switchboard } from './calls/switchboard.ts';
import { AfterCalls } from './composition/after-calls.ts';
import { Ears } from './composition/ears.ts';
import {
  afterCallSettings,
  hotwordSettings,
  namedEars,
  speechToTextSettings,
  textToSpeechSettings,
  turnSettingsOf,
} from './composition/engine-settings.ts';
import { gatewayOptions } from './composition/gateway-options.ts';
import { logStoreOf } from './composition/log-store-of.ts';
import { createMinds } from './composition/minds.ts';
import { publicUrl } from './composition/public-url.ts';
import { type Clock, systemClock } from './core/clock.ts';
import { asError, RepondeurError } from './core/errors.ts';
import { EventBus } from './core/events.ts';
import type { Health, Service } from './core/health.ts';
import type { Language } from './core/language.ts';
import type { Logger } from './core/logger.ts';
import type { SecurityEvents } from './core/security-events.ts';
import { openDatabase } from './database/open.ts';
import { openUserKeys } from './database/secrets/open-keys.ts';
import type { History } from './history/contract.ts';
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
import { createAsteriskTelephony } from './telephony/asterisk/adapter.ts';
import type { WrittenConfiguration } from './telephony/asterisk/configuration-options.ts';
import type { Telephony } from './telephony/contract.ts';
import { AccountStore } from './users/account-store.ts';
import { ConfiguredUsers } from './users/configured-users.ts';

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
  metrics: Metrics;
  health(): Record<string, Health>;
  /** "http://127.0.0.1:8080". */
  httpUrl(): string;
}

/** How long calls that are up may go on when the service is asked to stop. */
const defaultDrainMs = 10_000;
/** And then, with the last things said: a summary and a goodbye. */
const goodbyeMs = 12_000;

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

  const hooksFor = (engine: string) => ({
    onRestart: () => metrics.engineRestarted(engine),
    observe: (process: string) => metrics.engine(engine, process),
  });
  const named = namedEars(settings.speechToText);
  const { live: models, afterCall } = rehearsalEars
    ? { live: { ...rehearsalEars, ...named.live }, afterCall: named.afterCall }
    : await findEars(settings.speechToText.modelsDir, named);
  const speechToText = createSpeechToText(speechToTextSettings(settings.speechToText, models), logger, hooksFor('speech-to-text'));
  const voice = createTextToSpeech(textToSpeechSettings(settings.textToSpeech), logger, hooksFor('text-to-speech'));
  const textToSpeech = new PromptCache(voice, { files: new PromptFiles({ directory: join(dataDir, 'prompts'), logger }) });
  const minds = await createMinds(settings, logger, hooksFor('language-model'));
  const hotwords = createHotwordDetector(hotwordSettings(settings.hotword), logger, {
    onRestart: () => metrics.engineRestarted('hotword'),
  });
  metrics.watchHotwordDetector(() => hotwords.name);
  const dialogue = createDialogue();

  const history = new HistoryStore({ database, dataDir, clock, keys, onQueued: () => wake() });
  const billing = await createBilling({
    settings,
    database,
    accounts,
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
    users,
    accountEmails: { keys, publicUrl: publicUrl(settings.http) },
    accounts,
    channels: billing.channels,
    logger,
    clock,
    onResult: (result) => metrics.notificationTried(result),
  });
  const notices = new FaultNotices({ database, clock, onQueued: () => notifications.notify() });
  const securityNotices = new SecurityNotices({ database, accounts, onQueued: () => notifications.notify() });
  const notify = securityNotices.tell.bind(securityNotices);
  const administration = createAdministration({
    dataDir,
    database,
    keys,
    accounts,
    security,
    metrics,
    notify,
    state: { health: () => health(), activeCalls: () => switchboard.activeCalls, version: project.version },
    settingsFile,
    live,
    logs,
    clock,
    logger,
  });
  const ears = new Ears({ speechToText, models, rehearsal: rehearsalEars !== undefined, users: users.all(), notices, logger });

  /** Aborts when no call is waited for any more. */
  const stopping = new AbortController();
  const summarise: CallFileOptions['summarise'] = (call) => summariseCall(call, { mind: minds.afterCall, logger, signal: stopping.signal });
  const afterCalls = new AfterCalls({
    models: afterCall,
    waitSeconds: settings.speechToText.afterCallWaitSeconds,
    create: (one) => createSpeechToText(afterCallSettings(settings.speechToText, one), logger, hooksFor('after-call')),
    rehearsal: rehearsalEars !== undefined,
    database,
    history,
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

  const telephony = createAsteriskTelephony({
    ariUrl: connection.ariUrl,
    username: connection.ariUsername,
    password: connection.ariPassword,
    app: connection.application,
    logger,
    clock,
  });
  const enginesFor = (language: Language): Engines => ({
    speechToText: ears.for(language),
    textToSpeech,
    hotwords,
    dialogue,
    understand,
    languageModel: minds.live,
  });
  const isServed = async (userId: string) => ((await accounts.byId(userId))?.status ?? 'active') === 'active';
  const switchboard = new Switchboard({
    users,
    enginesFor,
    voiceActivity: await loadVoiceActivity(),
    turnSettings: turnSettingsOf(settings.assistant),
    entitlements: billing.entitlements,
    isServed,
    history,
    journal: new CallJournal(join(dataDir, 'journal'), logger),
    summarise,
    transcribeAgainWithinMs: afterCalls.withinMs,
    dataDir,
    events,
    clock,
    logger,
  });
  const awayMessages = new AwayMessages({ spoolDirectory: connection.awaySpoolDirectory, users, isServed, history, dataDir, logger });
  const health = () => ({
    telephony: telephony.health(),
    'speech-to-text': ears.health(),
    'text-to-speech': textToSpeech.health(),
    ...(minds.live && { 'language-model': minds.health() }),
    hotword: { reason: `${hotwords.name} listens`, ...hotwords.health() },
    notifications: notifications.health(),
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
  const http = createHttpServer({
    ...gatewayOptions(settings.http),
    routes: apiRoutes,
    services: { ...administration.services, accounts, auth: auth.parts, ...billing.services },
    authenticator: auth.authenticator,
    idempotencyKeys: new IdempotencyStore(database, clock),
    version: project.version,
    health,
    metrics,
    logger,
  });
  observe(events, metrics);
  ears.observe(events);
  events.on('hot-word', () => metrics.hotWordHeard(hotwords.name));

  const lifecycle = new Lifecycle(
    [
      { name: 'history', start: async (signal) => void (await sealHistory(database, keys, signal)), stop: async () => {} },
      { name: 'accounts', start: () => accounts.importConfigured(users.all()), stop: async () => {} },
      { name: 'sign-in', start: () => auth.start(), stop: () => auth.stop() },
      { name: 'administration', start: () => administration.start(), stop: () => administration.stop() },
      { name: 'notifications', start: () => notifications.start(), stop: () => notifications.stop(), stopWithinMs: 15_000 },
      { name: 'subscriptions', start: () => billing.reviews.start(), stop: () => billing.reviews.stop() },
      { name: 'after-calls', start: () => afterCalls.start(), stop: () => afterCalls.stop() },
      {
        name: 'engines',
        start: (signal) => startEngines(textToSpeech, speechToText, logger, signal),
        stop: () => stopAll([textToSpeech, speechToText]),
      },
      { name: 'hot words', start: (signal) => startHotwords(hotwords, logger, signal), stop: () => hotwords.stop() },
      { name: 'ears', start: () => ears.start(), stop: async () => {} },
      {
        name: 'understanding',
        start: async () => users.all().forEach((user) => void warmUp(understand, user.language, user.country)),
        stop: async () => {},
      },
      // Calls are taken while it is loaded, and when it cannot be: rules and templates serve them.
      {
        name: 'mind',
        start: () => minds.start(users.all()),
        stop: () => minds.stop(),
      },
      { name: 'http', start: () => http.start(), stop: () => http.stop() },
      { name: 'switchboard', start: () => switchboard.remember(), stop: () => finishCalls(switchboard, stopping) },
      { name: 'telephony', start: (signal) => telephony.start(switchboard.take, signal), stop: () => telephony.stop() },
      // After the door is open: a caller who comes before a prompt is made hears it as it is made.
      { name: 'prompts', start: () => preparePrompts(textToSpeech, users.all().flatMap(fixedPrompts), logger), stop: async () => {} },
      {
        name: 'calls that are up',
        start: async () => {},
        stop: () => endCalls(telephony, switchboard, drainMs),
        stopWithinMs: drainMs + goodbyeMs + 2_000,
      },
      { name: 'away-messages', start: () => awayMessages.start(), stop: () => awayMessages.stop() },
      { name: 'abandoned-calls', start: () => switchboard.storeAbandoned(), stop: async () => {} },
    ],
    logger,
  );
  return {
    events,
    security,
    history,
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

/** A model that cannot be loaded must not keep callers from the voicemail: its fault is logged and told by the health. */
async function startEngines(voice: Service, ear: Service, logger: Logger, signal?: AbortSignal): Promise<void> {
  const starting = ear.start(signal).catch((error) => {
    signal?.throwIfAborted();
    logger.error({ err: asError(error) }, 'the speech model cannot be used: callers get the voicemail');
  });
  await Promise.all([voice.start(signal), starting]);
}

/** New callers go to the dialplan's voicemail from now on; those who are talking come to their own end first, then to ours. */
async function endCalls(telephony: Telephony, switchboard: Switchboard, drainMs: number): Promise<void> {
  telephony.drain();
  await within(drainMs, switchboard.idle());
  switchboard.end();
  await within(goodbyeMs, switchboard.idle());
}

async function startHotwords(hotwords: HotwordDetector, logger: Logger, signal?: AbortSignal): Promise<void> {
  await hotwords.start(signal);
  logger.info({ detector: hotwords.name, fr: hotwords.words('fr'), en: hotwords.words('en') }, 'words that reach a human are listened for');
}

/** What is over is stored with what the rules know of it. */
async function finishCalls(switchboard: Switchboard, stopping: AbortController): Promise<void> {
  stopping.abort(new RepondeurError('aborted', 'the service is being stopped'));
  await switchboard.idle();
}

/** Resolves when the work does, or when the time is over. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  const timer = new AbortController();
  await Promise.race([work, systemClock.sleep(ms, timer.signal).catch(() => {})]);
  timer.abort();
}

async function stopAll(services: readonly Service[]): Promise<void> {
  await Promise.all(services.map((service) => service.stop()));
}

async function preparePrompts(cache: PromptCache, prompts: { text: string; language: Language }[], logger: Logger): Promise<void> {
  try {
    for (const prompt of prompts) await cache.prepare(prompt);
  } catch (error) {
    logger.error({ err: error }, 'fixed prompts could not be made beforehand; they are spoken when they are needed');
  }
}

function observe(events: EventBus<CallEvents>, metrics: Metrics): void {
  events.on('call-started', () => metrics.callStarted());
  events.on('call-ended', ({ outcome }) => metrics.callEnded(outcome));
  events.on('line-closed', ({ counts }) => metrics.lineClosed(counts));
  events.on('greeted', ({ milliseconds }) => metrics.greeted(milliseconds));
  events.on('latency', ({ milliseconds }) => metrics.turnReplied(milliseconds));
}
