import { chmod, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { RepondeurError } from '../core/errors.ts';
import { silentLogger } from '../core/logger.ts';
import { HistoryStore } from '../history/store.ts';
import { callRecord } from '../testing/call-record.ts';
import { temporaryDatabase, temporaryFolder } from '../testing/database.ts';
import { openDatabase } from './open.ts';

const logger = silentLogger;
const pragma = async (database: Awaited<ReturnType<typeof openDatabase>>, name: string) =>
  Object.values((await database.raw(`PRAGMA ${name}`))[0])[0];

test('a new database keeps its references and waits for other processes', async (t) => {
  const { database } = await temporaryDatabase(t);
  t.is(await pragma(database, 'journal_mode'), 'wal');
  t.is(await pragma(database, 'foreign_keys'), 1);
  t.is(await pragma(database, 'busy_timeout'), 2000);
});

test('what was stored is there when the database is opened again', async (t) => {
  const folder = await temporaryFolder(t);
  const file = join(folder, 'a/b/c.sqlite');
  const record = callRecord();
  const first = await openDatabase({ client: 'better-sqlite3', file, logger });
  await new HistoryStore({ database: first, dataDir: folder }).store(record);
  await first.destroy();
  const second = await openDatabase({ client: 'better-sqlite3', file, logger });
  t.deepEqual(await new HistoryStore({ database: second, dataDir: folder }).find(record.id), record);
  await second.destroy();
});

test('two processes that open a new database at once both get it', async (t) => {
  const file = join(await temporaryFolder(t), 'c.sqlite');
  const opened = await Promise.all([1, 2].map(() => openDatabase({ client: 'better-sqlite3', file, logger })));
  for (const database of opened) {
    t.deepEqual(await database('calls'), []);
    await database.destroy();
  }
});

test('the files of the database are for its owner alone, however open its folder is', async (t) => {
  const { database, folder, file } = await temporaryDatabase(t);
  await chmod(folder, 0o755);
  await new HistoryStore({ database, dataDir: folder }).store(callRecord());
  for (const one of [file, `${file}-wal`, `${file}-shm`]) t.is((await stat(one)).mode & 0o777, 0o600, one);
});

test('migrations are known by their name with its ending', async (t) => {
  const { database } = await temporaryDatabase(t);
  const names: string[] = await database('knex_migrations').orderBy('name').pluck('name');
  t.deepEqual(names.slice(0, 2), ['0001-calls.ts', '0002-outbox.ts']);
  t.deepEqual(names, (await readdir(new URL('../../migrations/', import.meta.url))).sort());
});

test('a database of a newer version is refused in words', async (t) => {
  const { database, file } = await temporaryDatabase(t);
  await database('knex_migrations').insert({ name: '9999-future.ts', batch: 2, migration_time: new Date() });
  const error = await t.throwsAsync<RepondeurError>(openDatabase({ client: 'better-sqlite3', file, logger }), { instanceOf: RepondeurError });
  t.is(error?.code, 'storage-failed');
  t.regex(error?.message ?? '', /newer version.*9999-future\.ts/);
});

test('a file that is no database is named', async (t) => {
  const file = join(await temporaryFolder(t), 'notes.txt');
  await writeFile(file, 'this is not a database, and long enough to be looked at as one '.repeat(20));
  const error = await t.throwsAsync<RepondeurError>(openDatabase({ client: 'better-sqlite3', file, logger }), { instanceOf: RepondeurError });
  t.is(error?.code, 'storage-failed');
  t.true(error?.message.includes(file));
});

test('a folder that cannot be made is named', async (t) => {
  const file = join(await temporaryFolder(t), 'file');
  await writeFile(file, '');
  const error = await t.throwsAsync<RepondeurError>(openDatabase({ client: 'better-sqlite3', file: join(file, 'x.sqlite'), logger }), {
    instanceOf: RepondeurError,
  });
  t.is(error?.code, 'storage-failed');
});

test('the sqlite3 driver is asked for where it is not installed', async (t) => {
  const file = join(await temporaryFolder(t), 'c.sqlite');
  const error = await t.throwsAsync<RepondeurError>(openDatabase({ client: 'sqlite3', file, logger }), { instanceOf: RepondeurError });
  t.is(error?.code, 'bad-settings');
  t.regex(error?.message ?? '', /npm install sqlite3/);
});
