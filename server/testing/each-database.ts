import type { ExecutionContext, TestFn } from 'ava';
import { silentLogger } from '../core/logger.ts';
import { type Database, openDatabase } from '../database/open.ts';
import { temporaryDatabase } from './database.ts';
import { startTestPostgres, type TestPostgres } from './postgres.ts';

/**
 * Runs a test twice: on SQLite and on a real PostgreSQL, each time on a migrated database of its own. A file's tests share one PostgreSQL:
 * `const each = eachDatabase(test)`, then `each('a sentence', async (t, database) => …)`.
 */
export function eachDatabase(test: TestFn) {
  let postgres: Promise<TestPostgres> | undefined;
  test.after.always('PostgreSQL ends', async () => {
    await (await postgres)?.stop();
  });
  return (title: string, body: (t: ExecutionContext, database: Database) => Promise<void>): void => {
    test(`${title} (SQLite)`, async (t) => {
      await body(t, (await temporaryDatabase(t)).database);
    });
    test(`${title} (PostgreSQL)`, async (t) => {
      postgres ??= startTestPostgres();
      const database = await openDatabase({ ...(await (await postgres).newDatabase()), logger: silentLogger });
      t.teardown(() => database.destroy());
      await body(t, database);
    });
  };
}
