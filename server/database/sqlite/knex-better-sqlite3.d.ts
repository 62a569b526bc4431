// The types that knex 3 has for its dialects leave out how a query is run.
declare module 'knex/lib/dialects/better-sqlite3/index.js' {
  import type BetterSqlite from 'better-sqlite3';
  import { knex } from 'knex';

  export default class Client extends knex.Client {
    acquireRawConnection(): Promise<BetterSqlite.Database>;
    destroyRawConnection(connection: BetterSqlite.Database): Promise<void>;
    _query(connection: BetterSqlite.Database, query: { sql: string; response?: unknown }): Promise<unknown>;
  }
}
