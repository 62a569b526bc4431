import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { systemClock } from '../core/clock.ts';
import { asError, RepondeurError } from '../core/errors.ts';

/** Where Debian keeps each version's programs; they are not in PATH. */
const versionsFolder = '/usr/lib/postgresql';
/** Root may not run PostgreSQL. */
const account = 'repondeur';

export interface TestPostgres {
  /** An empty database of its own; the fields of openDatabase. */
  newDatabase(): Promise<{ client: 'pg'; file: string; host: string; port: number; name: string; user: string }>;
  stop(): Promise<void>;
}

/** A real PostgreSQL in a temporary folder, on a socket there and on no port. Nothing is kept: no fsync. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'repondeur-pg-'));
  const who = await owner();
  if (who) await chown(folder, who.uid, who.gid);
  const programs = await programFolder();
  const data = join(folder, 'data');
  const options = { ...who, env: { LC_ALL: 'C.UTF-8' }, cwd: folder };
  await promisify(execFile)(join(programs, 'initdb'), ['-D', data, '-U', account, '-A', 'trust', '-E', 'UTF8', '--no-sync'], options);
  const settings = ['fsync=off', 'full_page_writes=off', 'listen_addresses=', 'max_connections=50'].flatMap((setting) => ['-c', setting]);
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-k', folder, ...settings], { ...options, stdio: 'ignore' });
  await untilUp(folder, server);
  let count = 0;
  return {
    async newDatabase() {
      const name = `test_${++count}`;
      await query(folder, `CREATE DATABASE ${name} TEMPLATE template0`);
      return { client: 'pg', file: '', host: folder, port: 5432, name, user: account };
    },
    async stop() {
      const ended = once(server, 'exit');
      // SIGINT is PostgreSQL's fast shutdown: clients are disconnected.
      if (server.exitCode === null && server.kill('SIGINT')) await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function programFolder(): Promise<string> {
  const versions = await readdir(versionsFolder).catch(() => []);
  const newest = versions.filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(b) - Number(a))[0];
  if (!newest) throw new RepondeurError('unavailable', 'PostgreSQL is not installed: sudo apt-get install postgresql');
  return join(versionsFolder, newest, 'bin');
}

async function owner(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (which) => Number((await promisify(execFile)('id', [which, account])).stdout)));
  return { uid: uid as number, gid: gid as number };
}

async function untilUp(folder: string, server: ChildProcess): Promise<void> {
  const untilMs = performance.now() + 30_000;
  for (;;) {
    try {
      await query(folder, 'SELECT 1');
      return;
    } catch (error) {
      if (server.exitCode !== null || performance.now() > untilMs)
        throw new RepondeurError('unavailable', `PostgreSQL does not start: ${asError(error).message}`, { cause: error });
      await systemClock.sleep(50);
    }
  }
}

async function query(folder: string, sql: string): Promise<void> {
  const client = new Client({ host: folder, port: 5432, user: account, database: 'postgres' });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
