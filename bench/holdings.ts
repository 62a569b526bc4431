import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { silentLogger } from '../server/core/logger.ts';
import { openDatabase } from '../server/database/open.ts';
import { sealedEnding } from '../server/history/recording-files.ts';
import type { Stage } from '../server/rehearsal/stage.ts';
import { countFiles, sampleTree } from './processes.ts';
import { readMetrics } from './server-metrics.ts';

/** What must be the same after any number of calls, while none is up. */
export interface Held {
  channels: number;
  bridges: number;
  /** Stasis applications that Asterisk knows. */
  applications: number;
  /** Recognisers and sequences in the engines' processes. */
  inEngines: number;
  engineProcesses: number;
  serverFiles: number;
  engineFiles: number;
  asteriskFiles: number;
  /** Under the stage's directory, without what a call leaves on purpose. */
  workFiles: number;
  journalFiles: number;
}

/** What grows with the calls on purpose, and memory, which flattens. */
export interface Grown {
  databaseRows: number;
  recordings: number;
  serverMb: number;
  enginesMb: number;
  asteriskMb: number;
}

export interface Holdings {
  held: Held;
  grown: Grown;
}

const bytesPerMb = 1024 * 1024;
const tables = ['calls', 'turns', 'messages', 'recordings', 'outbox'];

/** Counts everything that a stage with a server process of its own holds. */
export async function countHoldings(stage: Stage): Promise<Holdings> {
  const metrics = await readMetrics(stage.httpUrl);
  const [[server, ...engines], asterisk] = await Promise.all([sampleTree(stage.supervisor.pid ?? 0), sampleTree(stage.switchHouse.process.pid ?? 0)]);
  const files = async (processes: { pid: number }[]) => sum(await Promise.all(processes.map(({ pid }) => countFiles(pid))));
  const [channels, bridges, applications] = await Promise.all(['channels', 'bridges', 'applications'].map((what) => countInAri(stage, what)));
  const paths = await filesUnder(stage.directory);
  const isRecording = (path: string) => path.endsWith(sealedEnding) && path.includes('/recordings/');
  const isJournal = (path: string) => path.includes('/journal/');
  const megabytes = (processes: { residentBytes: number }[]) =>
    Math.round((10 * sum(processes.map(({ residentBytes }) => residentBytes))) / bytesPerMb) / 10;
  return {
    held: {
      channels: channels ?? 0,
      bridges: bridges ?? 0,
      applications: applications ?? 0,
      inEngines: metrics.get('repondeur_engine_held') ?? 0,
      engineProcesses: engines.length,
      serverFiles: await files(server ? [server] : []),
      engineFiles: await files(engines),
      asteriskFiles: await files(asterisk),
      workFiles: paths.filter((path) => !isRecording(path) && !isJournal(path)).length,
      journalFiles: paths.filter(isJournal).length,
    },
    grown: {
      databaseRows: await countRows(stage),
      recordings: paths.filter(isRecording).length,
      serverMb: megabytes(server ? [server] : []),
      enginesMb: megabytes(engines),
      asteriskMb: megabytes(asterisk),
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

async function countInAri({ switchHouse }: Stage, what: string): Promise<number> {
  const { ariUrl, ariUsername, ariPassword } = switchHouse.connection;
  const authorization = `Basic ${Buffer.from(`${ariUsername}:${ariPassword}`).toString('base64')}`;
  const response = await fetch(`${ariUrl}/ari/${what}`, { headers: { authorization } });
  return ((await response.json()) as unknown[]).length;
}

async function filesUnder(directory: string): Promise<string[]> {
  const paths = (await readdir(directory, { recursive: true })).map((name) => join(directory, name));
  const kinds = await Promise.all(paths.map((path) => stat(path).catch(() => undefined)));
  return paths.filter((_, index) => kinds[index]?.isFile());
}

async function countRows({ settings }: Stage): Promise<number> {
  const database = await openDatabase({ ...settings.database, logger: silentLogger });
  try {
    const counts = await Promise.all(tables.map((table) => database(table).count({ rows: '*' }).first()));
    return sum(counts.map((row) => Number(row?.rows ?? 0)));
  } finally {
    await database.destroy();
  }
}
