import { once } from 'node:events';
import { resolve } from 'node:path';
import { AuditStore } from '../admin/audit/store.ts';
import { piecesOf } from '../core/byte-source.ts';
import { asError, isCode, RepondeurError } from '../core/errors.ts';
import { openDatabase } from '../database/open.ts';
import { openUserKeys } from '../database/secrets/open-keys.ts';
import { exportWav } from '../history/recordings/export-wav.ts';
import { findRecording, listRecordings, type RecordingEntry } from '../history/recordings/find.ts';
import { type OpenRecording, Recordings } from '../history/recordings/recordings.ts';
import { createLogger } from '../observability/logger.ts';
import { loadSettings } from '../settings/load.ts';
import { AccountStore } from '../users/account-store.ts';
import type { CommandContext } from './context.ts';
import { settingsAreThere } from './settings-file.ts';

export interface RecordingListOptions {
  limit?: number;
  json?: boolean;
}

/** `recording list`: the newest calls that were recorded. */
export async function listRecorded({ limit = 50, json }: RecordingListOptions, context: CommandContext): Promise<number> {
  return await withRecordings(context, async ({ database, dataDir, nameOf }) => {
    const entries = await listRecordings(database, dataDir, limit);
    for (const entry of entries) context.stdout.write(`${json ? JSON.stringify(entry) : lineOf(entry, await nameOf(entry.userId))}\n`);
    if (entries.length === 0) context.stderr.write('No call has been recorded yet.\n');
    return 0;
  });
}

/** `recording export`: the sound of a call as a plain WAV, also while the service is down. `call` is its id, or the path of its file. "-" writes to standard output. */
export async function exportRecording(call: string, { to }: { to?: string }, context: CommandContext): Promise<number> {
  return await withRecordings(context, async ({ database, dataDir, recordings, audit }) => {
    const found = await findRecording(database, dataDir, call);
    if (!found)
      throw new RepondeurError('not-found', `There is no recording of a call ${call}: bin/repondeur recording list names those that there are.`);
    const sound = await recordings.open(found.path, found.userId);
    if (!sound) throw new RepondeurError('not-found', `The recording ${found.path} is gone, or the key of its user was erased.`);
    await audit.record({
      actor: { kind: 'command', id: 'recording export' },
      action: 'recording.exported',
      target: { kind: 'user', id: found.userId },
      details: { call: found.id },
    });
    if (to === '-') return await writeOut(sound, context);
    const path = resolve(to ?? `${found.id}.wav`);
    await exportWav(sound.file, path).catch((error) => {
      throw cannotWrite(path, error);
    });
    const missing = sound.complete ? '' : ' It has no end: its process died, or a part was cut off.';
    context.stderr.write(
      `Wrote ${path} (${Math.round(sound.durationMs / 1000)} s). It is not encrypted: remove it when you have heard it.${missing}\n`,
    );
    return 0;
  });
}

async function writeOut({ file }: OpenRecording, { stdout, signal }: CommandContext): Promise<number> {
  try {
    for await (const piece of piecesOf(file)) if (!stdout.write(piece)) await once(stdout, 'drain', { signal });
    return 0;
  } finally {
    await file.close();
  }
}

function cannotWrite(path: string, error: unknown): Error {
  const { code } = asError(error) as NodeJS.ErrnoException;
  if (code === 'EEXIST') return new RepondeurError('conflict', `${path} is there already: name another file with --to.`);
  if (error instanceof RepondeurError || isCode(error, 'storage-failed')) return error;
  return new RepondeurError('storage-failed', `${path} cannot be written (${code}): name another file with --to.`, { cause: error });
}

/** Whom it was for by his name, or by his id when he has none any more. */
const lineOf = ({ id, startedAt, durationMs, from, to, userId, sealed }: RecordingEntry, name: string | null) =>
  [
    id,
    startedAt.toISOString(),
    `${Math.round(durationMs / 1000)} s`.padStart(6),
    `${from ?? 'withheld'} → ${to}`,
    name || userId,
    ...(sealed ? [] : ['not sealed yet']),
  ].join('  ');

interface Tools {
  database: Awaited<ReturnType<typeof openDatabase>>;
  dataDir: string;
  recordings: Recordings;
  audit: AuditStore;
  /** Of a user; null when there is no account of his. */
  nameOf(userId: string): Promise<string | null>;
}

async function withRecordings(context: CommandContext, work: (tools: Tools) => Promise<number>): Promise<number> {
  await settingsAreThere(context.places);
  const settings = await loadSettings({ path: context.places.settingsPath, env: context.env });
  const logger = createLogger(settings.log);
  const database = await openDatabase({ ...settings.database, logger });
  try {
    const source = { file: settings.database.masterKeyFile, credentialsDirectory: context.env.CREDENTIALS_DIRECTORY, logger };
    const keys = await openUserKeys(database, source);
    const recordings = new Recordings({ keys, sealWith: keys, logger });
    const accounts = new AccountStore(database);
    const audit = new AuditStore({ database, keys, accounts });
    const nameOf = async (userId: string) => (await accounts.byId(userId))?.name ?? null;
    return await work({ database, dataDir: settings.dataDir, recordings, audit, nameOf });
  } finally {
    await database.destroy();
  }
}
