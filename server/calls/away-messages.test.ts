import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { decodeWav, encodeWav } from '../audio/wav-file.ts';
import { samplesOfMs } from '../core/audio-frame.ts';
import { silentLogger } from '../core/logger.ts';
import { HistoryStore } from '../history/store.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { soundOf, testRecordings } from '../testing/recordings.ts';
import { testUsers } from '../testing/users.ts';
import { AwayMessages } from './away-messages.ts';

for (const served of [true, false]) {
  test(`a message that was left while the server was away is ${served ? 'kept' : 'not kept where the account is suspended or deleted, nor its sound'}`, async (t) => {
    const { database, folder } = await temporaryDatabase(t);
    const spoolDirectory = join(folder, 'spool');
    await mkdir(spoolDirectory);
    const at = Math.floor(Date.now() / 1000) - 60;
    const speech = encodeWav(Int16Array.from({ length: samplesOfMs(3000) }, (_, n) => Math.round(6000 * Math.sin(n / 7))));
    await writeFile(join(spoolDirectory, '7.1.call'), `${at}\n+33639980001\n+33199001234\nfr\n`);
    await writeFile(join(spoolDirectory, '7.1.wav16'), speech);
    await writeFile(join(spoolDirectory, '7.1.done'), `${at + 20}\n`);
    const history = new HistoryStore({ database, dataDir: folder });
    const recordings = testRecordings(database);
    const users = await testUsers();
    const away = new AwayMessages({
      spoolDirectory,
      users,
      isServed: async () => served,
      history,
      recordings,
      dataDir: folder,
      logger: silentLogger,
    });
    await away.start();
    await away.stop();
    const sounds = (await readdir(folder, { recursive: true })).filter((name) => /\.wav/.test(name));
    t.is((await database('calls')).length, served ? 1 : 0);
    t.is(sounds.length, served ? 1 : 0, sounds.join());
    if (!served) return;
    const [record] = await history.list(users.all()[0]?.id ?? '', 1);
    t.true(sounds[0]?.endsWith('.wav.sealed'));
    t.deepEqual((await soundOf(recordings, record!)).pcm, decodeWav(speech).pcm);
  });
}
