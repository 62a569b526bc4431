import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import knex from 'knex';
import Koa from 'koa';
import type { BareKoaMessage } from './bare-koa-process.ts';

/**
 * What Koa, knex and better-sqlite3 do without the product: the queries of its two handlers, written down again, and the same answers. No sign-in, no limits, no log, no headers
 * but Koa's own. Arguments: the database file, the user whose profile is asked for.
 */
const [filename = '', userId = ''] = process.argv.slice(2);
const database = knex({
  client: 'better-sqlite3',
  connection: { filename },
  useNullAsDefault: true,
  pool: { min: 1, max: 1, afterCreate: prepare },
});

interface Row {
  id: string;
  name: string;
  email: string;
  status: string;
  language: string;
  time_zone: string;
  created_at: string;
  updated_at: string;
  roles: string | null;
}

const roles = database.raw("(select string_agg(role, ',') from user_roles where user_roles.user_id = users.id) as roles");

/** As the product's, so that both read alike. */
function prepare(connection: { pragma(text: string): void }, done: (error: null, connection: object) => void): void {
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 2000']) connection.pragma(pragma);
  done(null, connection);
}

async function profile() {
  const row: Row | undefined = await database('users').select('users.*', roles).where({ id: userId }).first();
  return row && { ...shown(row), createdAt: row.created_at };
}

async function users(limit: number) {
  const order = ['created_at', 'id'].map((column) => ({ column, order: 'desc' }));
  const rows: Row[] = await database('users')
    .select('users.*', roles)
    .orderBy(order)
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  const ids = items.map(({ id }) => id);
  const apps: string[] = await database('totp_secrets').whereIn('user_id', ids).whereNotNull('confirmed_at').pluck('user_id');
  const passkeys: string[] = await database('passkeys').whereIn('user_id', ids).distinct().pluck('user_id');
  const owners = new Set([...apps, ...passkeys]);
  const { created_at, id } = items.at(-1) as Row;
  return {
    items: items.map((row) => {
      const { userId, nom, email, status, language, timeZone } = shown(row);
      const own = (row.roles?.split(',') ?? []).sort();
      const secondFactor = owners.has(row.id);
      return { userId, nom, email, status, roles: own, secondFactor, language, timeZone, createdAt: row.created_at, updatedAt: row.updated_at };
    }),
    nextCursor: rows.length > limit ? Buffer.from(JSON.stringify([created_at, id])).toString('base64url') : null,
  };
}

const shown = ({ id, name, email, status, language, time_zone }: Row) => ({ userId: id, nom: name, email, status, language, timeZone: time_zone });

const app = new Koa();
app.use(async (context) => {
  context.body = context.path === '/api/v1/admin/users' ? await users(Number(context.query.limit)) : await profile();
});
const server = createServer(app.callback());
server.listen(0, '127.0.0.1', () => {
  const message: BareKoaMessage = { port: (server.address() as AddressInfo).port };
  process.send?.(message);
});
process.once('disconnect', () => process.exit(0));
