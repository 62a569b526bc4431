import knex from 'knex';
import { type PostgresOptions, postgresConnection } from './postgres-connection.ts';

const silent = { warn() {}, error() {}, deprecate() {}, debug() {} };

/** Which PostgreSQL has the database ("15.8"); changes nothing. Rejects with what the server or the connection says. */
export async function postgresVersion(options: PostgresOptions): Promise<string> {
  const database = knex({ client: 'pg', ...postgresConnection(options), log: silent });
  try {
    const { rows } = await database.raw('show server_version');
    return String(rows[0].server_version).split(' ')[0] as string;
  } finally {
    await database.destroy();
  }
}
