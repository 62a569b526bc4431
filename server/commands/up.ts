import { firstAdministrator } from '../auth/invitations.ts';
import { asError } from '../core/errors.ts';
import { Lifecycle } from '../lifecycle.ts';
import { createLogger } from '../observability/logger.ts';
import { loadSettings } from '../settings/load.ts';
import type { Settings } from '../settings/schema.ts';
import { createSettingsFile } from '../settings/template.ts';
import { SingleInstance } from '../single-instance.ts';
import { Supervisor } from '../supervisor.ts';
import { prepareSwitch } from '../switch-house.ts';
import type { CommandContext } from './context.ts';
import { settingsAreThere } from './settings-file.ts';
import { withAccountsOf } from './with-accounts.ts';

export interface UpOptions {
  /** Writes the settings file also where REPONDEUR_CONFIG names it. */
  newSettings?: boolean;
}

/** The service in the foreground: Asterisk and the supervised server, until the signal. */
export async function up({ newSettings }: UpOptions, { places, env, stderr, signal }: CommandContext): Promise<number> {
  if (!newSettings) await settingsAreThere(places);
  if (await createSettingsFile(places.settingsPath)) {
    stderr.write(`Wrote ${places.settingsPath}. Fill in at least one [[users]] block (name, e-mail, numbers), then start again.\n`);
    return 1;
  }
  const settings = await loadSettings({ path: places.settingsPath, env, warn: (warning) => stderr.write(`Warning: ${warning}\n`) });
  const logger = createLogger(settings.log);
  const instance = new SingleInstance(settings.dataDir);
  await instance.start();
  const { connection, process: asterisk } = await prepareSwitch(settings, places.cacheDirectory, logger);
  const supervisor = new Supervisor({
    arguments: ['--settings', places.settingsPath, '--switch', connection.directory],
    env,
    logger,
  });
  const lifecycle = new Lifecycle(
    [
      { name: 'asterisk', start: (abort) => asterisk.start(abort), stop: () => asterisk.stop(), stopWithinMs: 10_000 },
      { name: 'server', start: (abort) => supervisor.start(abort), stop: () => supervisor.stop(), stopWithinMs: 45_000 },
    ],
    logger,
  );
  await lifecycle.start(signal);
  try {
    await serve(settings, env, stderr, signal);
  } finally {
    await lifecycle.stop();
    await instance.stop();
  }
  return 0;
}

/** Says where calls and the API are answered, and waits for the signal. */
async function serve(settings: Settings, env: NodeJS.ProcessEnv, stderr: NodeJS.WritableStream, signal: AbortSignal): Promise<void> {
  const { sipBind, sipPort } = settings.asterisk;
  const scheme = settings.http.tlsCertificate ? 'https' : 'http';
  await printFirstAdministratorLink(settings, env, stderr).catch((error: unknown) => {
    // Callers are answered all the same.
    stderr.write(`The link of the first administrator could not be made: ${asError(error).message}. The next start makes it.\n`);
  });
  stderr.write(
    `Answering calls: SIP on ${sipBind}:${sipPort}, API on ${scheme}://${settings.http.host}:${settings.http.port}/api/docs, health on /health. Ctrl-C ends it.\n`,
  );
  await untilAborted(signal);
  stderr.write('Ending: calls that are up may finish (10 s).\n');
}

/** No account has a password at first: whoever reads this terminal becomes the first administrator. Each start makes a new link, and the older one ends. */
async function printFirstAdministratorLink(settings: Settings, env: NodeJS.ProcessEnv, stderr: NodeJS.WritableStream): Promise<void> {
  await withAccountsOf(settings, env, async ({ auth, link }) => {
    const token = await firstAdministrator(auth);
    if (token === null) return;
    stderr.write(
      `There is no administrator yet. Register as the first one by this link; it works once, for 24 hours:\n  ${link('first-administrator', token)}\n`,
    );
  });
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
