import test from 'ava';
import Database from 'better-sqlite3';
import { temporaryDatabase } from '../../testing/database.ts';
import { keepStatements } from './kept-statements.ts';

function memory() {
  const connection = new Database(':memory:');
  connection.exec('create table shelves (id integer primary key, name text)');
  return connection;
}

test('a text of SQL is prepared once', (t) => {
  const connection = memory();
  keepStatements(connection);
  const statement = connection.prepare('select * from shelves');
  t.is(connection.prepare('select * from shelves'), statement);
  t.not(connection.prepare('select id from shelves') as unknown, statement);
});

test('a kept statement sees columns that came, went or changed their names since', (t) => {
  const connection = memory();
  keepStatements(connection);
  const all = () => connection.prepare('select * from shelves').all();
  connection.prepare("insert into shelves values (1, 'novels')").run();
  t.deepEqual(all(), [{ id: 1, name: 'novels' }]);
  connection.exec("alter table shelves add column room text default 'hall'");
  t.deepEqual(all(), [{ id: 1, name: 'novels', room: 'hall' }]);
  connection.exec('alter table shelves rename column name to title');
  connection.exec('alter table shelves drop column room');
  t.deepEqual(all(), [{ id: 1, title: 'novels' }]);
});

test('of many texts those used last are kept', (t) => {
  const connection = memory();
  keepStatements(connection);
  const often = connection.prepare('select 0');
  const once = connection.prepare('select 1');
  for (let n = 2; n < 300; n++) {
    connection.prepare(`select ${n}`);
    t.is(connection.prepare('select 0'), often);
  }
  t.not(connection.prepare('select 1'), once);
});

test('a statement that failed works the next time', async (t) => {
  const { database } = await temporaryDatabase(t);
  await database.schema.createTable('shelves', (table) => table.text('name').primary());
  const insert = (name: string) => database('shelves').insert({ name });
  await insert('novels');
  await t.throwsAsync(insert('novels'), { message: /UNIQUE/ });
  await insert('poems');
  await t.throwsAsync(
    database.transaction(async (transaction) => {
      await transaction('shelves').insert({ name: 'maps' });
      throw new Error('broken off');
    }),
    { message: 'broken off' },
  );
  t.deepEqual(await database('shelves').orderBy('name').pluck('name'), ['novels', 'poems']);
});
