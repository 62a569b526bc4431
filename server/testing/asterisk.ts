import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isCode } from '../core/errors.ts';
import { type Logger, silentLogger } from '../core/logger.ts';
import { writeConfiguration } from '../telephony/asterisk/configuration.ts';
import type { AsteriskConfiguration, WrittenConfiguration } from '../telephony/asterisk/configuration-options.ts';
import { type AsteriskInstallation, findAsterisk } from '../telephony/asterisk/installation.ts';
import { freePorts } from '../telephony/asterisk/ports.ts';
import { AsteriskProcess } from '../telephony/asterisk/process.ts';
import { renderPrompts } from '../telephony/asterisk/prompts.ts';
import { espeak } from './espeak.ts';

export interface TestAsterisk {
  installation: AsteriskInstallation;
  configuration: WrittenConfiguration;
  process: AsteriskProcess;
  /** Ends it and removes its directory. */
  stop(): Promise<void>;
}

export type TestAsteriskOptions = Partial<
  Pick<AsteriskConfiguration, 'application' | 'numbers' | 'defaultLanguage' | 'trunks' | 'phones' | 'nat' | 'away'>
> & { logger?: Logger };

/** Another process may take a port between finding it and binding it. */
const attempts = 3;

/** A real Asterisk for one test file: on 127.0.0.1, free ports and a temporary directory, ready in 1 to 3 s. Stop it in `test.after.always`. */
export async function startTestAsterisk(options: TestAsteriskOptions = {}): Promise<TestAsterisk> {
  const installation = await findAsterisk({ cacheDirectory: testCacheDirectory() });
  const directory = await mkdtemp(join(tmpdir(), 'repondeur-test-'));
  for (let attempt = 1; ; attempt++) {
    try {
      const { configuration, process } = await startIn(directory, installation, options);
      const stop = async () => {
        await process.stop();
        await rm(directory, { recursive: true, force: true, maxRetries: 3 });
      };
      return { installation, configuration, process, stop };
    } catch (error) {
      if (attempt < attempts && isCode(error, 'port-taken')) continue;
      await rm(directory, { recursive: true, force: true });
      throw error;
    }
  }
}

async function startIn(directory: string, installation: AsteriskInstallation, { logger = silentLogger, ...options }: TestAsteriskOptions) {
  const sipAddress = '127.0.0.1';
  const configuration = await writeConfiguration({
    installation,
    directory,
    ports: await freePorts(),
    sipAddress,
    application: 'repondeur',
    numbers: [
      { number: '+33123456789', language: 'fr' },
      { number: '+442079460000', language: 'en' },
    ],
    defaultLanguage: 'fr',
    trunks: [],
    phones: [],
    ...options,
  });
  await renderPrompts(configuration, espeak);
  const process = new AsteriskProcess({ installation, configuration, sipListenAddress: sipAddress, logger });
  await process.start();
  return { configuration, process };
}

/** Where bin/repondeur keeps what it has prepared; the same rule as in bin/setup/places.sh. */
export function testCacheDirectory(): string {
  const { REPONDEUR_CACHE, XDG_CACHE_HOME } = process.env;
  if (REPONDEUR_CACHE) return REPONDEUR_CACHE;
  if (process.getuid?.() === 0) return '/var/cache/repondeur';
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'repondeur');
}
