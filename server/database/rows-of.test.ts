import test from 'ava';
import { silentLogger } from '../core/logger.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { eachDatabase } from '../testing/each-database.ts';
import { type Database, openDatabase } from './open.ts';
import { rowsOf } from './rows-of.ts';

const each = eachDatabase(test);

async function shelves(database: Database) {
  await database.schema.createTable('shelves', (table) => void table.text('name'));
  return (within: Parameters<typeof rowsOf>[0] = database) => rowsOf<{ name: string }>(within, 'select name from shelves where name <> ?', ['maps']);
}

each('what is committed is seen at once', async (t, database) => {
  const names = await shelves(database);
  for (const name of ['novels', 'poems', 'maps']) {
    await database('shelves').insert({ name });
    if (name !== 'maps') t.is((await names()).at(-1)?.name, name);
  }
  await database('shelves').where({ name: 'novels' }).delete();
  t.deepEqual(
    (await names()).map(({ name }) => name),
    ['poems'],
  );
});

each('a transaction sees what it has written, others do not and do not wait for it', async (t, database) => {
  const names = await shelves(database);
  const undone = database.transaction(async (transaction) => {
    await transaction('shelves').insert({ name: 'novels' });
    t.is((await names(transaction)).length, 1);
    t.is((await names()).length, 0);
    throw new Error('undone');
  });
  await t.throwsAsync(undone, { message: 'undone' });
  t.is((await names()).length, 0);
});

each('after the database was closed nothing is read', async (t, database) => {
  const names = await shelves(database);
  await database.destroy();
  await t.throwsAsync(names());
});

test('what another process has committed, such as a command that suspends somebody, is seen at once', async (t) => {
  const { database, file } = await temporaryDatabase(t);
  const names = await shelves(database);
  t.is((await names()).length, 0);
  const other = await openDatabase({ client: 'better-sqlite3', file, logger: silentLogger });
  await other('shelves').insert({ name: 'novels' });
  t.is((await names()).length, 1);
  await other.destroy();
  await database('shelves').insert({ name: 'poems' });
  t.is((await names()).length, 2);
});
