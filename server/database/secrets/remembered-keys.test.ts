import { join } from 'node:path';
import test from 'ava';
import { silentLogger } from '../../core/logger.ts';
import { temporaryDatabase } from '../../testing/database.ts';
import { RememberedLog } from '../../testing/remembered-log.ts';
import { openUserKeys } from './open-keys.ts';
import { RememberedKeys } from './remembered-keys.ts';

test('while the database is away or does not answer, what a call writes is sealed with the key that its user had', async (t) => {
  const { database, folder } = await temporaryDatabase(t);
  const keys = await openUserKeys(database, { file: join(folder, 'master.key'), logger: silentLogger });
  let reading: (userId: string) => ReturnType<typeof keys.cipherOf> = (userId) => keys.cipherOf(userId);
  const log = new RememberedLog();
  const remembered = new RememberedKeys({ cipherOf: (userId) => reading(userId) }, log, { answerWithinMs: 50 });
  await remembered.prepare(['julie']);
  for (const away of [() => Promise.reject(new Error('away')), () => new Promise<never>(() => {})]) {
    reading = away;
    const sealed = (await remembered.cipherOf('julie')).seal('said', 'p');
    t.is((await keys.cipherOf('julie')).open(sealed, 'p'), 'said');
    await t.throwsAsync(remembered.cipherOf('omar'));
  }
  t.regex(log.lines.join('\n'), /could not be read: the one from before seals this call/);
});

test('a new key is taken as soon as it can be read', async (t) => {
  const { database, folder } = await temporaryDatabase(t);
  const keys = await openUserKeys(database, { file: join(folder, 'master.key'), logger: silentLogger });
  const remembered = new RememberedKeys(keys, silentLogger, { answerWithinMs: 60_000 });
  const { keyId } = await remembered.cipherOf('julie');
  await keys.erase('julie');
  t.not((await remembered.cipherOf('julie')).keyId, keyId);
});
