import { resolve } from 'node:path';
import { openPlainFile } from '../../core/byte-source.ts';
import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';
import { keyIdOfFile } from '../../database/secrets/sealed-file/reader.ts';
import { absolutePath, sealedEnding, storedPath } from '../recording-files.ts';

/** A recording of the history, for whoever has the machine. */
export interface RecordingEntry {
  /** Of the call. */
  id: string;
  userId: string;
  startedAt: Date;
  durationMs: number;
  from: string | null;
  to: string;
  /** Absolute. */
  path: string;
  sealed: boolean;
}

export interface FoundRecording {
  /** Of the call; of a file that no call in the history has, its name. */
  id: string;
  userId: string;
  path: string;
}

/** The newest first. */
export async function listRecordings(database: Database, dataDir: string, limit: number): Promise<RecordingEntry[]> {
  const rows = await storing('Reading the recordings', () =>
    recorded(database).orderBy('calls.started_at', 'desc').orderBy('calls.id', 'desc').limit(limit),
  );
  return rows.map(({ id, user_id, started_at, duration_ms, from_number, to_number, path }) => ({
    id,
    userId: user_id,
    startedAt: new Date(started_at),
    durationMs: duration_ms,
    from: from_number,
    to: to_number,
    path: absolutePath(dataDir, path),
    sealed: path.endsWith(sealedEnding),
  }));
}

/** By the id of its call, or by the path of its file, which may be one that no call in the history has: its key tells whose it is. */
export async function findRecording(database: Database, dataDir: string, idOrPath: string): Promise<FoundRecording | null> {
  const path = resolve(idOrPath);
  const [row] = await storing('Reading the recordings', () =>
    recorded(database)
      .where({ 'calls.id': idOrPath })
      .orWhere({ path: storedPath(dataDir, path) }),
  );
  if (row) return { id: row.id, userId: row.user_id, path: absolutePath(dataDir, row.path) };
  const keyId = await keyIdAt(path);
  const owner = keyId && (await storing('Reading the keys of users', () => database('user_keys').where({ key_id: keyId }).first('user_id')));
  return owner ? { id: path.slice(path.lastIndexOf('/') + 1, -sealedEnding.length), userId: owner.user_id, path } : null;
}

interface RecordedRow {
  id: string;
  user_id: string;
  started_at: string;
  duration_ms: number;
  from_number: string | null;
  to_number: string;
  path: string;
}

function recorded(database: Database) {
  return database('recordings')
    .join('calls', 'calls.id', 'recordings.call_id')
    .select<RecordedRow[]>(
      'calls.id',
      'calls.user_id',
      'calls.started_at',
      'recordings.duration_ms',
      'calls.from_number',
      'calls.to_number',
      'recordings.path',
    );
}

async function keyIdAt(path: string): Promise<string | undefined> {
  try {
    const file = await openPlainFile(path);
    try {
      return await keyIdOfFile(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
