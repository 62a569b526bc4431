import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { silentLogger } from '../core/logger.ts';
import { type Database, openDatabase } from '../database/open.ts';

/** A folder that is gone after the test. */
export async function temporaryFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'repondeur-test-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A migrated SQLite file in a folder of its own, closed and gone after the test. */
export async function temporaryDatabase(t: ExecutionContext): Promise<{ database: Database; folder: string; file: string }> {
  const folder = await temporaryFolder(t);
  const file = join(folder, 'repondeur.sqlite');
  const database = await openDatabase({ client: 'better-sqlite3', file, logger: silentLogger });
  // AVA runs teardowns in reverse order: the file is closed before its folder goes.
  t.teardown(() => database.destroy());
  return { database, folder, file };
}
