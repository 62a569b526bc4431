import test from 'ava';
import type { Knex } from 'knex';
import { HistoryStore } from '../history/store.ts';
import { callRecord } from '../testing/call-record.ts';
import { eachDatabase } from '../testing/each-database.ts';
import { AccountStore } from '../users/account-store.ts';
import { migrate, migrateDown, migrationsFrom } from './migrate.ts';
import type { Database } from './open.ts';

const each = eachDatabase(test);

async function filled(database: Database): Promise<void> {
  await new HistoryStore({ database, dataDir: '/' }).store(callRecord());
  await new AccountStore(database).create({ name: 'Julie', email: 'julie@example.org', roles: ['user', 'admin'] });
}

/** Every table that a migration made, with its columns and how many rows it has. */
async function shape(database: Database): Promise<Record<string, unknown>> {
  const names: string[] = (await tableNames(database)).filter((name) => !/^(knex_|sqlite_)/.test(name)).sort();
  const entries = await Promise.all(names.map(async (name) => [name, Object.keys(await database(name).columnInfo()).sort()]));
  return Object.fromEntries(entries);
}

async function tableNames(database: Database): Promise<string[]> {
  if (database.client.config.client === 'pg') return await database('pg_tables').where({ schemaname: 'public' }).pluck('tablename');
  return await database('sqlite_master').where({ type: 'table' }).pluck('name');
}

each('each migration goes down and up again on tables with data, one by one, and leaves the same tables', async (t, database) => {
  const configuration: Knex.MigratorConfig = await migrationsFrom(database);
  const before = await shape(database);
  await filled(database);
  const names: string[] = await database('knex_migrations').orderBy('name').pluck('name');
  for (const name of names.toReversed()) {
    await database.migrate.down({ ...configuration, name } as Knex.MigratorConfig);
    t.is((await database('knex_migrations').where({ name })).length, 0, name);
    if (name > '0001-calls.ts')
      for (const table of ['calls', 'turns', 'messages']) t.true((await database(table)).length > 0, `${table} after ${name}`);
  }
  t.deepEqual(await shape(database), {});
  for (const name of names) await database.migrate.up({ ...configuration, name } as Knex.MigratorConfig);
  t.deepEqual(await shape(database), before);
  await filled(database);
});

each('the last migration taken back and made again keeps calls and accounts', async (t, database) => {
  await filled(database);
  const configuration = await migrationsFrom(database);
  await database.migrate.down(configuration);
  await database.migrate.up(configuration);
  for (const table of ['calls', 'turns', 'messages', 'outbox', 'users']) t.true((await database(table)).length > 0, table);
  t.is((await new AccountStore(database).byEmail('julie@example.org'))?.name, 'Julie');
});

each('all of them down and up at once', async (t, database) => {
  await filled(database);
  const before = await shape(database);
  await migrateDown(database);
  t.deepEqual(await shape(database), {});
  await migrate(database);
  t.deepEqual(await shape(database), before);
});
