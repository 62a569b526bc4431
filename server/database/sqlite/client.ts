import type BetterSqlite from 'better-sqlite3';
import Client from 'knex/lib/dialects/better-sqlite3/index.js';
import { openReader, prepareConnection } from './connection.ts';
import { WriteAheadLog } from './write-ahead-log.ts';

interface Connection extends BetterSqlite.Database {
  log: WriteAheadLog;
}

/** These write nothing, or nothing that stays. What is not known counts as written: a sync too many costs little. */
const readOnly = /^\s*(select|begin|savepoint|rollback|pragma|explain)\b/i;

/**
 * knex on better-sqlite3, which runs each statement in the thread that asks. So that no call waits for the disk, a commit is written there and synced by another
 * thread: its promise resolves when it is on the disk.
 */
export class SqliteClient extends Client {
  /** A second connection, which waits neither for transactions nor for the disk. There as long as the first is. */
  reader: BetterSqlite.Database | undefined;

  override async acquireRawConnection(): Promise<Connection> {
    const connection = (await super.acquireRawConnection()) as Connection;
    try {
      prepareConnection(connection);
      this.reader = openReader(connection.name);
    } catch (error) {
      connection.close();
      throw error;
    }
    connection.log = new WriteAheadLog(connection.name, ({ message }) =>
      this.logger.warn?.(`the log of SQLite could not be brought into its file: ${message}`),
    );
    return connection;
  }

  override async destroyRawConnection(connection: Connection): Promise<void> {
    // First: the last one to be closed brings the log into the file, for which it has to write.
    this.reader?.close();
    this.reader = undefined;
    await connection.log.close();
    await super.destroyRawConnection(connection);
  }

  // knex runs the queries of a transaction on an object that has only this prototype: all state is the connection's.
  override async _query(connection: Connection, query: { sql: string }): Promise<unknown> {
    const result = await super._query(connection, query);
    if (!connection.inTransaction && !readOnly.test(query.sql)) await connection.log.sync();
    return result;
  }
}
