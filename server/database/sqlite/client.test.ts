import { stat, writeFile } from 'node:fs/promises';
import test from 'ava';
import { temporaryDatabase, temporaryFolder } from '../../testing/database.ts';
import { until } from '../../testing/until.ts';
import { WriteAheadLog } from './write-ahead-log.ts';

/** A database with a table, and the log of its one connection. */
async function databaseWithLog(t: Parameters<typeof temporaryDatabase>[0]) {
  const { database, file } = await temporaryDatabase(t);
  await database.schema.createTable('notes', (table) => void table.text('text'));
  const connection: { log: WriteAheadLog } = await database.client.acquireConnection();
  await database.client.releaseConnection(connection);
  return { database, file, log: connection.log };
}

test('a commit is done when its log is on the disk, and what reads does not wait for the disk', async (t) => {
  const { database, log } = await databaseWithLog(t);
  let synced = 0;
  const sync = log.sync.bind(log);
  log.sync = async () => {
    await sync();
    synced++;
  };
  await database('notes').insert({ text: 'one' });
  t.is(synced, 1);
  await database.transaction(async (transaction) => {
    await transaction('notes').insert({ text: 'two' });
    await transaction.transaction((inner) => inner('notes').insert({ text: 'three' }));
    t.is(synced, 1, 'within a transaction nothing is kept yet');
  });
  t.is(synced, 2);
  await database('notes').insert({ text: 'four' }).returning('text');
  t.is(synced, 3);
  t.is((await database('notes').select('text')).length, 4);
  await t.throwsAsync(
    database.transaction(async (transaction) => {
      await transaction('notes').insert({ text: 'five' });
      throw new Error('not this one');
    }),
    { message: 'not this one' },
  );
  t.is(synced, 3);
});

test('a commit that the disk does not take is told to whoever made it', async (t) => {
  const { database, log } = await databaseWithLog(t);
  log.sync = () => Promise.reject(new Error('EIO'));
  await t.throwsAsync(async () => database('notes').insert({ text: 'one' }), { message: /EIO/ });
  await t.throwsAsync(
    database.transaction(async (transaction) => transaction('notes').insert({ text: 'two' })),
    { message: /EIO/ },
  );
});

test('the log is brought into the file while the database is in use, and again', async (t) => {
  const { database, file } = await databaseWithLog(t);
  // What is committed stands in the log alone until a checkpoint. Opened by name, the file would lose SQLite's locks when it is closed again.
  const bytesInFile = async () => (await stat(file)).size;
  for (const atLeast of [200, 450]) {
    const write = async () => await database('notes').insert({ text: 'x'.repeat(1000) });
    for (let count = 0; count < 250; count++) await write();
    // The thread of the checkpoint before may not have ended yet: then a later commit begins the next one.
    t.true(await until(`${atLeast} kB in the file itself`, async () => (await write()) && (await bytesInFile()) > atLeast * 1000));
  }
});

test('a log that cannot be brought in is told, and commits go on', async (t) => {
  const database = `${await temporaryFolder(t)}/gone.sqlite`;
  await writeFile(`${database}-wal`, '');
  const told: Error[] = [];
  const log = new WriteAheadLog(database, (fault) => told.push(fault));
  for (let commit = 0; commit < 260; commit++) await log.sync();
  await log.close();
  t.is(told.length, 1);
  t.regex(told[0]?.message ?? '', /open/);
});
