import { parseArgs } from 'node:util';
import { createApp } from './app.ts';
import { logStoreOf } from './composition/log-store-of.ts';
import { asError } from './core/errors.ts';
import { type Language, languages } from './core/language.ts';
import { createLogger, keptIn } from './observability/logger.ts';
import { loadSettings } from './settings/load.ts';
import type { ServerMessage } from './supervisor.ts';
import { readConfiguration } from './telephony/asterisk/configuration.ts';

/**
 * The server process, started and kept by the supervisor. Arguments: `--settings FILE --switch DIRECTORY`; `--rehearsal-ear fr=DIRECTORY` (only where every caller is the machine
 * itself) lets the assistant hear with a model that no person should be heard with.
 */
const { values } = parseArgs({
  options: {
    settings: { type: 'string' },
    switch: { type: 'string' },
    'rehearsal-ear': { type: 'string', multiple: true, default: [] },
  },
});

const tell = (message: ServerMessage) => process.send?.(message);

try {
  const settingsFile = { path: values.settings ?? '', env: { ...process.env } };
  const warnings: string[] = [];
  const settings = await loadSettings({ ...settingsFile, warn: (warning) => warnings.push(warning) });
  const logs = logStoreOf(settings);
  const logging = { ...settings.log, destination: keptIn(logs) };
  const logger = createLogger(logging);
  for (const warning of warnings) logger.warn({ warning }, 'the settings can be used, but something in them is unwise');
  const app = await createApp({
    settings,
    connection: await readConfiguration(values.switch ?? ''),
    rehearsalEars: earsOf(values['rehearsal-ear']),
    credentialsDirectory: process.env.CREDENTIALS_DIRECTORY,
    logger,
    logs,
    settingsFile,
    live: {
      'log.level': (level) => {
        logging.level = level as typeof logging.level;
      },
    },
  });
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    await app.stop();
    process.exit(0);
  };
  process.on('SIGTERM', end);
  process.on('disconnect', end);
  // Ctrl-C reaches the whole process group; the supervisor decides about the end.
  process.on('SIGINT', () => {});
  process.on('unhandledRejection', (reason) => logger.error({ err: asError(reason) }, 'a promise was rejected and nobody waited for it'));
  await app.start();
  tell({ type: 'ready' });
} catch (error) {
  tell({ type: 'failed', message: asError(error).message });
  process.exit(1);
}

function earsOf(pairs: readonly string[]): Partial<Record<Language, string>> {
  const entries = pairs.map((pair) => pair.split('=') as [string, string]);
  return Object.fromEntries(entries.filter(([language]) => languages.includes(language as Language)));
}
