import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import knex, { type Knex } from 'knex';
import { asError, RepondeurError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { makeFolder } from '../core/make-folder.ts';
import { migrate } from './migrate.ts';
import { type PostgresOptions, postgresConnection } from './postgres-connection.ts';
import { SqliteClient } from './sqlite/client.ts';
import { prepareSqlite3 } from './sqlite/connection.ts';

export type Database = Knex;

export interface DatabaseOptions extends Partial<PostgresOptions> {
  client: 'better-sqlite3' | 'sqlite3' | 'pg';
  /** Of SQLite. Absolute path; its folder is made. */
  file: string;
  logger: Logger;
}

/**
 * Opens the database and brings its tables up to date. Rejects with 'storage-failed' (it cannot be opened, or was written by a newer version)
 * or 'bad-settings' (the driver is not installed). Close it with `destroy()`.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { client, file } = options;
  const where = client === 'pg' ? `${options.name} of PostgreSQL on ${options.host}:${options.port}` : file;
  if (client !== 'pg')
    await makeFile(file).catch((error) => {
      throw cannotOpen(where, error);
    });
  const database = connect(options);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.destroy();
    throw error instanceof RepondeurError ? error : cannotOpen(where, error);
  }
}

/** Whether it is PostgreSQL, for the few statements that are not the same everywhere. */
export const isPostgres = (database: Knex): boolean => database.client.config.client === 'pg';

/** It holds what callers said: for its owner alone. SQLite gives its -wal and -shm files the mode of the file itself. */
async function makeFile(file: string): Promise<void> {
  await makeFolder(dirname(file), 0o700);
  await (await open(file, 'a', 0o600)).close();
}

function connect(options: DatabaseOptions): Database {
  const { client, logger } = options;
  const log = (message: unknown) => logger.warn({ detail_pii: message }, 'the database library warns');
  try {
    return knex({
      ...driver(options),
      acquireConnectionTimeout: 10_000,
      // Faults name their statement; with its values in it names and addresses would stand in the log.
      compileSqlOnError: false,
      log: { warn: log, error: log, deprecate: log, debug: () => {} },
    });
  } catch (error) {
    // knex says so by a plain Error, whose cause it does not keep; all that can fail before the first query is the driver.
    const hint = client === 'sqlite3' ? 'install it with "npm install sqlite3" or set database.client = "better-sqlite3"' : 'run "npm install" again';
    throw new RepondeurError('bad-settings', `database.client: the driver "${client}" cannot be loaded: ${hint}`, { cause: error });
  }
}

function driver(options: DatabaseOptions): Knex.Config {
  if (options.client === 'pg') return { client: 'pg', ...postgresConnection(options) };
  const sqlite = { connection: { filename: options.file }, useNullAsDefault: true, pool: { min: 1, max: 1 } };
  if (options.client === 'sqlite3') return { ...sqlite, client: 'sqlite3', pool: { ...sqlite.pool, afterCreate: prepareSqlite3 } };
  return { ...sqlite, client: SqliteClient };
}

function cannotOpen(where: string, error: unknown): RepondeurError {
  const { code, message } = asError(error) as NodeJS.ErrnoException;
  const wayOut = code === 'EACCES' ? '. Run it as the account that the service runs as' : '';
  return new RepondeurError('storage-failed', `The database ${where} cannot be opened: ${message}${wayOut}`, { cause: error });
}
