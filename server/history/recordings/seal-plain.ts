import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';
import { recordingsFolder, sealedEnding, storedPath } from '../recording-files.ts';
import type { Recordings } from './recordings.ts';

export interface SealPlainOptions {
  database: Database;
  recordings: Pick<Recordings, 'take'>;
  dataDir: string;
  logger: Logger;
  signal?: AbortSignal;
}

const plainEnding = '.wav';

/**
 * Seals the plain recordings from before there were keys, one at a time: first the sealed file, then its row, then the plain one goes. It can be stopped at any
 * moment and goes on at the next start. One that no call in the history has is left: a call that is up may have it. Resolves with how many were sealed.
 */
export async function sealPlainRecordings(options: SealPlainOptions): Promise<number> {
  const { dataDir, logger, signal } = options;
  let sealed = 0;
  for (const path of await plainRecordings(dataDir)) {
    signal?.throwIfAborted();
    try {
      if (await sealOne(path, options)) sealed++;
    } catch (error) {
      logger.warn({ err: asError(error), path }, 'a recording from before there were keys could not be sealed; it stays as it is');
    }
  }
  if (sealed > 0) logger.info({ sealed }, 'recordings from before there were keys were sealed');
  return sealed;
}

async function sealOne(path: string, { database, recordings, dataDir }: SealPlainOptions): Promise<boolean> {
  const target = `${path.slice(0, -plainEnding.length)}${sealedEnding}`;
  const callOf = (stored: string) =>
    storing('Reading the recordings', () =>
      database('recordings')
        .join('calls', 'calls.id', 'recordings.call_id')
        .where({ path: storedPath(dataDir, stored) })
        .first<{ id: string; user_id: string } | undefined>('calls.id', 'calls.user_id'),
    );
  const call = await callOf(path);
  if (call) {
    // What a start before this one had begun.
    await rm(target, { force: true });
    await recordings.take(path, target, call.user_id);
    await storing('Storing where a recording is', () =>
      database('recordings')
        .where({ call_id: call.id })
        .update({ path: storedPath(dataDir, target) }),
    );
  } else if (!(await callOf(target))) {
    return false;
  }
  await rm(path);
  return call !== undefined;
}

async function plainRecordings(dataDir: string): Promise<string[]> {
  try {
    const entries = await readdir(recordingsFolder(dataDir), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && entry.name.endsWith(plainEnding)).map(({ parentPath, name }) => join(parentPath, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
