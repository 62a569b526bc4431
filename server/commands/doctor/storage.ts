import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { postgresVersion } from '../../database/postgres-version.ts';
import type { Settings } from '../../settings/schema.ts';
import { exists } from './exists.ts';
import { type Finding, fail, failed, ok, warn } from './finding.ts';

const megabyte = 2 ** 20;
/** A recording takes 3.7 MB a minute (16 kHz, both sides). */
const warnBelowMegabytes = 1000;
const failBelowMegabytes = 100;

/** The data directory can be written and has room; the database opens and is whole. Nothing is made or changed. */
export async function checkStorage({ dataDir, database }: Settings): Promise<Finding[]> {
  return [...(await checkDirectory(dataDir)), await (database.client === 'pg' ? checkPostgres(database) : checkFile(database.file))];
}

async function checkDirectory(dataDir: string): Promise<Finding[]> {
  const nearest = await nearestThatExists(dataDir);
  try {
    const probe = await mkdtemp(join(nearest, '.doctor-'));
    await writeFile(join(probe, 'probe'), 'probe');
    await rm(probe, { recursive: true });
    const { bavail, bsize } = await statfs(nearest);
    const free = Math.round((bavail * bsize) / megabyte);
    const room = `${dataDir} can be written, ${free} MB are free`;
    const wayOut = 'make room, or set data_dir to a larger disk';
    if (free < failBelowMegabytes) return [fail(room, wayOut)];
    return [free < warnBelowMegabytes ? warn(room, wayOut) : ok(room)];
  } catch (error) {
    return [failed(`${dataDir} cannot be written`, error, 'set data_dir to a folder that is yours, or run as the account that owns it')];
  }
}

async function checkFile(file: string): Promise<Finding> {
  if (!(await exists(file))) return ok(`the database ${file} is made at the first start`);
  try {
    const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 });
    const result = database.pragma('quick_check(1)', { simple: true });
    database.close();
    if (result === 'ok') return ok(`the database ${file} opens and is whole`);
    return fail(`the database ${file} is damaged: ${result}`, 'stop the service and restore the file from a backup');
  } catch (error) {
    return failed(`the database ${file}`, error, 'check that it is a SQLite file that this account can read');
  }
}

async function checkPostgres(database: Settings['database']): Promise<Finding> {
  const { host, port, name, user } = database;
  try {
    const version = await postgresVersion({ ...database, password: database.password });
    return ok(`the database ${name} of PostgreSQL ${version} on ${host}:${port} answers`);
  } catch (error) {
    const wayOut = `check host, port, name, user and password of [database], and that ${user} may connect (docs/data.md says how the database is made)`;
    return failed(`the database ${name} of PostgreSQL on ${host}:${port}`, error, wayOut);
  }
}

async function nearestThatExists(path: string): Promise<string> {
  return (await exists(path)) || dirname(path) === path ? path : nearestThatExists(dirname(path));
}
