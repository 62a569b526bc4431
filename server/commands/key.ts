import { join } from 'node:path';
import { openDatabase } from '../database/open.ts';
import { credentialName } from '../database/secrets/master-keys.ts';
import { rotateMasterKey } from '../database/secrets/rotate.ts';
import { createLogger } from '../observability/logger.ts';
import { loadSettings } from '../settings/load.ts';
import { SingleInstance } from '../single-instance.ts';
import type { CommandContext } from './context.ts';
import { exists } from './doctor/exists.ts';
import { byCommand, withAccountsOf } from './with-accounts.ts';

/** `key rotate`: a new master key in the place of the old one, while the service is stopped. */
export async function rotateKey({ places, env, stdout }: CommandContext): Promise<number> {
  const settings = await loadSettings({ path: places.settingsPath, env });
  const logger = createLogger(settings.log);
  // A server that is running would go on with the old key.
  const instance = new SingleInstance(settings.dataDir);
  await instance.start();
  const database = await openDatabase({ ...settings.database, logger });
  try {
    const file = settings.database.masterKeyFile;
    const credentialsDirectory = env.CREDENTIALS_DIRECTORY;
    const credential = credentialsDirectory !== undefined && (await exists(join(credentialsDirectory, credentialName)));
    const { rewrapped } = await rotateMasterKey(database, { file, credentialsDirectory, logger }, credential);
    await withAccountsOf(settings, env, ({ audit }) =>
      audit.record({ actor: byCommand('key rotate'), action: 'master-key.rotated', details: { rewrapped } }),
    );
    stdout.write(
      credential
        ? `The keys of ${rewrapped} users are wrapped by the first key of the credential ${credentialName} now. The others in it can be removed.\n`
        : `A new master key is in ${file}, and the keys of ${rewrapped} users are wrapped by it. Replace your copy of the file: the old key opens only older backups.\n`,
    );
    return 0;
  } finally {
    await database.destroy();
    await instance.stop();
  }
}
