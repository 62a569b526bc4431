import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import test from 'ava';
import knex from 'knex';
import type { RepondeurError } from '../core/errors.ts';
import { silentLogger } from '../core/logger.ts';
import { createLogger } from '../observability/logger.ts';
import { temporaryFolder } from '../testing/database.ts';
import { eachDatabase } from '../testing/each-database.ts';
import { isDuplicate, storing } from './failures.ts';
import { openDatabase } from './open.ts';
import { postgresConnection } from './postgres-connection.ts';

const each = eachDatabase(test);
const log = { warn() {}, error() {}, deprecate() {}, debug() {} };

each('a value is in no message of a fault, nor in the log', async (t, database) => {
  const row = { user_id: 'u1', fault: 'Julie Lefevre', since: 'now' };
  await database('fault_notices').insert(row);
  const fault = await t.throwsAsync<RepondeurError>(storing('Writing', () => database('fault_notices').insert(row)));
  const lines: string[] = [];
  createLogger({ level: 'info', pii: false, destination: { write: (line: string) => void lines.push(line) } }).error({ err: fault }, 'it failed');
  t.true(lines.join('').includes('fault_notices'));
  t.false(lines.join('').includes('Julie'));
});

each('a value that is there already is told from other faults', async (t, database) => {
  const row = { user_id: 'u1', fault: 'f', since: 'now' };
  await database('fault_notices').insert(row);
  t.true(isDuplicate(await t.throwsAsync(async () => await database('fault_notices').insert(row))));
  t.false(isDuplicate(await t.throwsAsync(async () => await database('fault_notices').insert({ ...row, user_id: null }))));
});

test('the sqlite3 driver, whose codes say less, tells a value that is there already by its words', (t) => {
  const fault = (words: string) => Object.assign(new Error(`SQLITE_CONSTRAINT: ${words}`), { code: 'SQLITE_CONSTRAINT', errno: 19 });
  t.true(isDuplicate(fault('UNIQUE constraint failed: users.email_key')));
  t.false(isDuplicate(fault('NOT NULL constraint failed: users.email_key')));
});

test('a server that hangs up in the middle passes', async (t) => {
  const folder = await temporaryFolder(t);
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.once('data', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(join(folder, '.s.PGSQL.5432'), resolve));
  t.teardown(() => server.close());
  const database = knex({ client: 'pg', log, ...postgresConnection({ host: folder, port: 5432, user: 'nobody', name: 'none', tls: false }) });
  t.teardown(() => database.destroy());
  const fault = await t.throwsAsync<RepondeurError>(storing('Reading', async () => await database.raw('select 1')));
  t.like(fault, { code: 'storage-failed', retryable: true });
});

test('a connection that was not free in time passes', async (t) => {
  const database = knex({
    client: 'better-sqlite3',
    connection: { filename: ':memory:' },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
    acquireConnectionTimeout: 50,
    log,
  });
  t.teardown(() => database.destroy());
  await database.transaction(async () => {
    const fault = await t.throwsAsync<RepondeurError>(storing('Reading', async () => await database.raw('select 1')));
    t.like(fault, { code: 'storage-failed', retryable: true });
  });
});

test('a statement that is wrong does not pass', async (t) => {
  const database = await openDatabase({ client: 'better-sqlite3', file: join(await temporaryFolder(t), 'c.sqlite'), logger: silentLogger });
  t.teardown(() => database.destroy());
  const fault = await t.throwsAsync<RepondeurError>(storing('Reading', async () => await database('no_such_table')));
  t.like(fault, { code: 'storage-failed', retryable: false });
});
