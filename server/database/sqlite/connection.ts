import BetterSqlite from 'better-sqlite3';
import { keepStatements } from './kept-statements.ts';

/**
 * WAL: readers do not wait for the writer. busy_timeout: another process (doctor, a backup) may hold the file; the driver waits inside a call of ours, during
 * which no sound is handled, hence not longer.
 */
const busyTimeoutMs = 2000;
const shared = ['journal_mode = WAL', 'foreign_keys = ON', `busy_timeout = ${busyTimeoutMs}`];

/** A commit is somebody's message and survives a power cut, not only a crash: its sync and the checkpoints are the {@link WriteAheadLog}'s. */
const synced = [...shared, 'synchronous = NORMAL', 'wal_autocheckpoint = 0'];

/** The other driver works in threads of its own: SQLite syncs each commit itself. */
const selfSyncing = [...shared, 'synchronous = FULL'];

interface Sqlite3 {
  exec(sql: string, done: (error: Error | null) => void): void;
}

/** A new connection of better-sqlite3. */
export function prepareConnection(connection: BetterSqlite.Database): void {
  for (const pragma of synced) connection.pragma(pragma);
  keepStatements(connection);
}

/** Of a file that is open already. */
export function openReader(file: string): BetterSqlite.Database {
  const connection = new BetterSqlite(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
  keepStatements(connection);
  return connection;
}

/** A new connection of sqlite3; knex's pool gives it. */
export function prepareSqlite3(connection: Sqlite3, done: (error: Error | null, connection: unknown) => void): void {
  connection.exec(selfSyncing.map((pragma) => `PRAGMA ${pragma};`).join('\n'), (error) => done(error, connection));
}
