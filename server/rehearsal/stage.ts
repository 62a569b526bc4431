import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'smol-toml';
import { type App, createApp } from '../app.ts';
import { isCode, RepondeurError } from '../core/errors.ts';
import type { Language } from '../core/language.ts';
import type { Logger } from '../core/logger.ts';
import { newMasterKey, writeMasterKeys } from '../database/secrets/master-keys.ts';
import { Lifecycle, type Part } from '../lifecycle.ts';
import { loadSettings } from '../settings/load.ts';
import type { Settings } from '../settings/schema.ts';
import { Supervisor } from '../supervisor.ts';
import { prepareSwitch, type SwitchHouse } from '../switch-house.ts';
import { freePort, freePorts } from '../telephony/asterisk/ports.ts';

/** The people of the rehearsal: whom the machine's own callers reach. Numbers are from the ranges kept for fiction (ARCEP, Ofcom). */
export const hosts = {
  fr: { name: 'Cabinet Durand', email: 'camille.durand@example.org', number: '+33199001234' },
  en: { name: 'Wilson and Carter', email: 'emily.carter@example.org', number: '+442079460123' },
} as const;

export interface StageOptions {
  cacheDirectory: string;
  /** PATH and NODE_COMPILE_CACHE, for the programs that are started. */
  env: NodeJS.ProcessEnv;
  logger: Logger;
  /** Where the e-mails go; without it they wait. */
  smtp?: { host: string; port: number };
  /** Merged over each section of the settings document. */
  settings?: Record<string, unknown>;
  /** Keys of every user. */
  user?: Record<string, unknown>;
  /** The server as a process of its own under a supervisor, as in the service; else in this process. */
  supervised?: boolean;
  /** Where the supervised server's log goes, which is in the directory as well; default this program's standard error. */
  stderr?: 'inherit' | 'ignore';
  /** The GGUF file of a language model; without it there is none. */
  languageModel?: string;
  /** The machine's own model listens; without it callers reach the voicemail, as people do before a model is installed. Default true. */
  rehearsalEar?: boolean;
  /** Piper voices that the assistant speaks with, by their .onnx files; default espeak. */
  voices?: Partial<Record<Language, string>>;
  signal?: AbortSignal;
}

/** The whole product on free ports of this machine, with a directory of its own, for callers made by the machine. */
export interface Stage {
  directory: string;
  settings: Settings;
  switchHouse: SwitchHouse;
  /** Throws when the server is a process of its own. */
  readonly app: App;
  /** Throws when the server runs in this process. */
  readonly supervisor: Supervisor;
  httpUrl: string;
  /** Stops everything; `keepFiles` leaves the directory. */
  stop(keepFiles?: boolean): Promise<void>;
}

/** Another process may take a port between finding it and binding it. */
const attempts = 3;

export async function setStage(options: StageOptions): Promise<Stage> {
  for (let attempt = 1; ; attempt++) {
    const directory = await mkdtemp(join(tmpdir(), 'repondeur-'));
    await chmod(directory, 0o711);
    try {
      return await raise(directory, options);
    } catch (error) {
      await rm(directory, { recursive: true, force: true });
      if (attempt === attempts || !isCode(error, 'port-taken')) throw error;
    }
  }
}

async function raise(directory: string, options: StageOptions): Promise<Stage> {
  const { cacheDirectory, env, logger, supervised, stderr = 'inherit', rehearsalEar = true, signal } = options;
  const settingsPath = join(directory, 'repondeur.toml');
  await writeFile(settingsPath, stringify(await settingsDocument(directory, options)), { mode: 0o600 });
  const settings = await loadSettings({ path: settingsPath, env: {} });
  const switchHouse = await prepareSwitch(settings, cacheDirectory, logger);
  // Made here, so that nobody is told to keep a copy of a key that goes with the stage.
  await writeMasterKeys(settings.database.masterKeyFile, [newMasterKey()]);
  const rehearsalEars = rehearsalEar ? earsIn(cacheDirectory) : undefined;
  const { connection, process: asterisk } = switchHouse;
  let app: App | undefined;
  let supervisor: Supervisor | undefined;
  const parts: Part[] = [{ name: 'asterisk', start: (abort) => asterisk.start(abort), stop: () => asterisk.stop(), stopWithinMs: 10_000 }];
  if (supervised) {
    const ears = Object.entries(rehearsalEars ?? {}).flatMap(([language, path]) => ['--rehearsal-ear', `${language}=${path}`]);
    const kept = new Supervisor({
      arguments: ['--settings', settingsPath, '--switch', connection.directory, ...ears],
      env: { PATH: env.PATH },
      stderr,
      logger,
    });
    supervisor = kept;
    parts.push({ name: 'server', start: (abort) => kept.start(abort), stop: () => kept.stop(), stopWithinMs: 45_000 });
  } else {
    const inside = await createApp({ settings, connection, rehearsalEars, logger, settingsFile: { path: settingsPath, env: {} } });
    app = inside;
    parts.push({ name: 'server', start: (abort) => inside.start(abort), stop: () => inside.stop(), stopWithinMs: 45_000 });
  }
  const lifecycle = new Lifecycle(parts, logger);
  try {
    await lifecycle.start(signal);
  } catch (error) {
    // Its open database would keep the process from ending.
    await app?.stop();
    throw error;
  }
  return {
    directory,
    settings,
    switchHouse,
    get app() {
      return app ?? missing('app');
    },
    get supervisor() {
      return supervisor ?? missing('supervisor');
    },
    httpUrl: `http://127.0.0.1:${settings.http.port}`,
    async stop(keepFiles = false) {
      await lifecycle.stop();
      if (!keepFiles) await rm(directory, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function settingsDocument(
  directory: string,
  { smtp, settings = {}, user, voices, languageModel }: StageOptions,
): Promise<Record<string, unknown>> {
  const ports = await freePorts();
  const people = Object.entries(hosts).map(([language, { name, email, number }]) => ({
    name,
    email,
    numbers: [number],
    language,
    country: language === 'fr' ? 'FR' : 'GB',
    time_zone: language === 'fr' ? 'Europe/Paris' : 'Europe/London',
    opening_hours: weekdays,
    ...user,
  }));
  const document: Record<string, unknown> = {
    data_dir: join(directory, 'data'),
    users: people,
    ...(voices && { text_to_speech: { provider: 'piper', ...(voices.fr && { piper_fr: voices.fr }), ...(voices.en && { piper_en: voices.en }) } }),
    ...(smtp && { smtp: { ...smtp, from: 'repondeur@example.org' } }),
    asterisk: { sip_bind: '127.0.0.1', sip_port: ports.sip, http_port: ports.http, rtp_start: ports.rtpStart, rtp_end: ports.rtpEnd },
    http: { port: await freePort('tcp') },
    log: { level: 'info' },
    ...(languageModel !== undefined && { language_model: { provider: 'llama-cpp', model: languageModel } }),
  };
  for (const [section, keys] of Object.entries(settings)) document[section] = { ...(document[section] as object | undefined), ...(keys as object) };
  return document;
}

const day = ['09:00-12:30', '14:00-18:00'];
const weekdays = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day };

export function earsIn(cacheDirectory: string): Record<Language, string> {
  return { fr: join(cacheDirectory, 'models', 'rehearsal-fr'), en: join(cacheDirectory, 'models', 'rehearsal-en') };
}

function missing(what: string): never {
  throw new RepondeurError('not-found', `this stage has no ${what}`);
}
