import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { silentLogger } from '../core/logger.ts';
import type { Database } from '../database/open.ts';
import { openUserKeys } from '../database/secrets/open-keys.ts';
import { callRecord } from '../testing/call-record.ts';
import { temporaryDatabase, temporaryFolder } from '../testing/database.ts';
import { eachDatabase } from '../testing/each-database.ts';
import { sealHistory } from './seal-history.ts';
import { HistoryStore } from './store.ts';

const each = eachDatabase(test);
const said = {
  summary: 'Anna Keller wants a call back about the xylophone.',
  turns: [
    {
      speaker: 'caller' as const,
      text: 'It is about the xylophone',
      startMs: 0,
      endMs: 900,
      liveText: 'silo phone',
      words: [{ text: 'xylophone', startMs: 0, endMs: 900, confidence: 1 }],
    },
  ],
  message: { name: 'Anna Keller', phone: '+33639980111', reason: 'the xylophone', urgent: true },
  person: 'Doctor Xylo',
};
/** Too long, or with signs, to be met by chance in what is sealed. */
const words = /xylophone|anna keller|\+33639980111|silo phone|doctor xylo/i;

async function tables(database: Database): Promise<string> {
  const rows = await Promise.all(['calls', 'turns', 'messages', 'outbox'].map((table) => database(table)));
  return JSON.stringify(rows);
}

each('what callers said is sealed in the tables, and comes back as it was', async (t, database) => {
  const keys = await openUserKeys(database, { file: join(await temporaryFolder(t), 'k'), logger: silentLogger });
  const history = new HistoryStore({ database, dataDir: '/', keys });
  const record = callRecord(said as never);
  await history.store(record);
  t.false(words.test(await tables(database)));
  t.deepEqual(await history.find(record.id), record);
  t.deepEqual(await history.list(record.userId, 5), [record]);
});

each('a better transcript is sealed too', async (t, database) => {
  const keys = await openUserKeys(database, { file: join(await temporaryFolder(t), 'k'), logger: silentLogger });
  const history = new HistoryStore({ database, dataDir: '/', keys });
  const record = callRecord();
  await history.store(record);
  const { turns, message, summary } = said;
  await history.retranscribe(record.id, { turns, message, summary, ear: { model: 'large', pass: 'after-call' } } as never);
  t.false(words.test(await tables(database)));
  t.like(await history.find(record.id), { turns, message, summary });
});

each('calls from before the keys are sealed at the next start, and read as they were, before and after', async (t, database) => {
  const open = new HistoryStore({ database, dataDir: '/' });
  const records = Array.from({ length: 60 }, (_, index) => callRecord({ ...said, userId: index % 2 ? 'julie' : 'omar' } as never));
  for (const record of records) await open.store(record);
  t.true(words.test(await tables(database)));
  const keys = await openUserKeys(database, { file: join(await temporaryFolder(t), 'k'), logger: silentLogger });
  const history = new HistoryStore({ database, dataDir: '/', keys });
  t.deepEqual(await history.find(records[3]?.id ?? ''), records[3]);
  t.is(await sealHistory(database, keys), 60);
  t.false(words.test(await tables(database)));
  for (const record of records) t.deepEqual(await history.find(record.id), record);
  t.is(await sealHistory(database, keys), 0);
});

each('of a user whose key is erased the calls stay, without a word of what was said', async (t, database) => {
  const keys = await openUserKeys(database, { file: join(await temporaryFolder(t), 'k'), logger: silentLogger });
  const history = new HistoryStore({ database, dataDir: '/', keys });
  const record = callRecord(said as never);
  await history.store(record);
  await keys.erase(record.userId);
  const found = await history.find(record.id);
  t.is(found?.durationMs, record.durationMs);
  t.false(words.test(JSON.stringify([found?.turns, found?.message, found?.summary, found?.person])));
});

test('the file of SQLite holds nothing of what was open before', async (t) => {
  const { database, folder, file } = await temporaryDatabase(t);
  for (let count = 0; count < 5; count++) await new HistoryStore({ database, dataDir: '/' }).store(callRecord(said as never));
  await database.raw('PRAGMA wal_checkpoint(TRUNCATE)');
  t.true((await readFile(file)).includes('xylophone'));
  await sealHistory(database, await openUserKeys(database, { file: join(folder, 'k'), logger: silentLogger }));
  t.false((await readFile(file)).includes('xylophone'));
});
