/**
 * WAL: readers do not wait for the writer. FULL: what is committed survives a power cut, not only a crash; in WAL mode NORMAL may lose the last
 * commits, and a commit here is somebody's message. It costs one fsync a call. busy_timeout:
 * another process (doctor, a backup) may hold the file; the driver waits inside a call of ours, during which no sound is handled, hence not longer.
 */
const pragmas = ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 2000'];

interface BetterSqlite {
  pragma(source: string): unknown;
}

interface Sqlite3 {
  exec(sql: string, done: (error: Error | null) => void): void;
}

/** Is given each new connection by knex's pool, of whichever of the two drivers. */
export function prepareConnection(connection: BetterSqlite | Sqlite3, done: (error: Error | null, connection: unknown) => void): void {
  if ('pragma' in connection) {
    try {
      for (const pragma of pragmas) connection.pragma(pragma);
      done(null, connection);
    } catch (error) {
      done(error as Error, connection);
    }
    return;
  }
  connection.exec(pragmas.map((pragma) => `PRAGMA ${pragma};`).join('\n'), (error) => done(error, connection));
}
