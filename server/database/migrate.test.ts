import test from 'ava';
import type { Knex } from 'knex';
import { HistoryStore } from '../history/store.ts';
import { callRecord } from '../testing/call-record.ts';
import { eachDatabase } from '../testing/each-database.ts';
import { AccountStore } from '../users/account-store.ts';
import { migrate, migrateDown, migrationsFrom } from './migrate.ts';
import { type Database, isPostgres } from './open.ts';

const each = eachDatabase(test);

/** In the order of their making, so that what a row refers to is there before it. */
async function tablesOf(database: Database): Promise<string[]> {
  const made = isPostgres(database)
    ? database('pg_class')
        .where({ relkind: 'r', relnamespace: database.raw("'public'::regnamespace") })
        .orderBy('oid')
        .pluck('relname')
    : database('sqlite_master').where({ type: 'table' }).orderBy('rowid').pluck('name');
  return ((await made) as string[]).filter((name) => !/^(knex_|sqlite_)/.test(name));
}

/** A call and an account as they are stored, and a row in every other table: all its texts are alike, so that it finds what it refers to. */
async function fill(database: Database): Promise<void> {
  const record = callRecord({ recording: { path: '/x.wav', durationMs: 1, sampleRateHz: 16_000, channels: 2 } });
  await new HistoryStore({ database, dataDir: '/' }).store(record);
  await new AccountStore(database).create({ name: 'Julie', email: `${record.id}@example.org`, roles: ['user', 'admin'] });
}

async function fillEvery(database: Database): Promise<void> {
  for (const table of await tablesOf(database)) {
    const columns = await database(table).columnInfo();
    const row = Object.fromEntries(Object.entries(columns).map(([name, { type }]) => [name, sample(type)]));
    const known = await database(table)
      .where('id' in row ? { id: row.id } : {})
      .first();
    if (!known) await database(table).insert(row);
  }
}

function sample(type: string): unknown {
  if (/text|char/.test(type)) return 'x';
  return type === 'boolean' ? false : 1;
}

async function counts(database: Database): Promise<Record<string, number>> {
  const entries = (await tablesOf(database)).map(async (name) => [name, (await database(name)).length] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** Of the tables that are left. */
const only = (rows: Record<string, number>, left: Record<string, number>) =>
  Object.fromEntries(Object.entries(rows).filter(([table]) => table in left));

/** All that migrations made: columns with their types, indexes, references, triggers. */
async function shape(database: Database): Promise<unknown> {
  const tables = (await tablesOf(database)).sort();
  const columns = await Promise.all(tables.map(async (name) => [name, Object.entries(await database(name).columnInfo()).sort()]));
  return { columns, rest: isPostgres(database) ? await restOfPostgres(database) : await restOfSqlite(database, tables) };
}

async function restOfPostgres(database: Database): Promise<unknown> {
  const indexes = await database('pg_indexes')
    .where({ schemaname: 'public' })
    .whereNot('tablename', 'like', 'knex_%')
    .orderBy('indexname')
    .pluck('indexdef');
  const triggers = await database('pg_trigger').where({ tgisinternal: false }).orderBy('tgname').pluck('tgname');
  const references = await database('pg_constraint').where({ contype: 'f' }).orderBy('conname').pluck('conname');
  return { indexes, triggers, references };
}

async function restOfSqlite(database: Database, tables: readonly string[]): Promise<unknown> {
  const made = await database('sqlite_master')
    .whereIn('type', ['index', 'trigger'])
    .whereNot('tbl_name', 'like', 'knex_%')
    .orderBy('name')
    .pluck('name');
  const references = await Promise.all(
    tables.map((name) => database.raw('select "table", "from", "on_delete" from pragma_foreign_key_list(?)', [name])),
  );
  return { made, references };
}

each('each migration goes down and up again on tables that all hold rows, and takes and loses nothing but its own', async (t, database) => {
  const configuration: Knex.MigratorConfig = await migrationsFrom(database);
  const names: string[] = await database('knex_migrations').orderBy('name').pluck('name');
  const step = async (direction: 'up' | 'down', name: string) => await database.migrate[direction]({ ...configuration, name } as Knex.MigratorConfig);
  await fill(database);
  for (const name of names.toReversed()) {
    await fillEvery(database);
    const [rows, before] = [await counts(database), await shape(database)];
    t.deepEqual(
      Object.entries(rows).filter(([, count]) => count === 0),
      [],
      `before ${name}`,
    );
    await step('down', name);
    t.is((await database('knex_migrations').where({ name })).length, 0, name);
    const left = await counts(database);
    t.deepEqual(only(rows, left), left, `${name} down`);
    await step('up', name);
    t.deepEqual(only(await counts(database), left), left, `${name} up`);
    t.deepEqual(await shape(database), before, `${name} up`);
    await step('down', name);
  }
  t.deepEqual(await tablesOf(database), []);
});

each('the last migration taken back and made again keeps calls and accounts', async (t, database) => {
  const configuration = await migrationsFrom(database);
  const record = callRecord();
  const history = new HistoryStore({ database, dataDir: '/' });
  await history.store(record);
  await new AccountStore(database).create({ name: 'Julie', email: 'julie@example.org' });
  await database.migrate.down(configuration);
  await database.migrate.up(configuration);
  t.deepEqual(await history.find(record.id), record);
  t.is((await new AccountStore(database).byEmail('julie@example.org'))?.name, 'Julie');
});

each('all of them down and up at once', async (t, database) => {
  await fill(database);
  await fillEvery(database);
  const before = await shape(database);
  await migrateDown(database);
  t.deepEqual(await tablesOf(database), []);
  await migrate(database);
  t.deepEqual(await shape(database), before);
});
