import { rm } from 'node:fs/promises';
import type { Clock } from '../core/clock.ts';
import type { Entitlements } from '../core/entitlements.ts';
import { asError } from '../core/errors.ts';
import { storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';
import { absolutePath } from './recording-files.ts';

export interface RetentionOptions {
  database: Database;
  /** Recordings are stored by their path inside it. */
  dataDir: string;
  entitlements: Pick<Entitlements, 'limitsOf'>;
  clock: Clock;
}

const dayMs = 86_400_000;
/** Calls that are deleted by one statement: others must not wait long for theirs. */
const atOnce = 100;

/**
 * Deletes the calls that began longer ago than their users may keep them: recordings, and rows with turns and message. One whose calls cannot be deleted holds
 * up nobody else; rejects with the first fault, such as 'storage-failed'.
 */
export async function deleteOldCalls({ database, dataDir, entitlements, clock }: RetentionOptions, signal?: AbortSignal): Promise<void> {
  const userIds: string[] = await storing('Reading whose calls are kept', () => database('calls').distinct('user_id').pluck('user_id'));
  let failure: Error | undefined;
  for (const userId of userIds) {
    if (signal?.aborted) break;
    try {
      const { retentionDays } = await entitlements.limitsOf(userId);
      if (retentionDays === null) continue;
      const before = new Date(clock.now().getTime() - retentionDays * dayMs).toISOString();
      while (!signal?.aborted && (await deleteSome(database, dataDir, userId, before)));
    } catch (error) {
      failure ??= asError(error);
    }
  }
  if (failure) throw failure;
}

/** Whether there were any. Files go first: while the rows are there it can be begun again. */
async function deleteSome(database: Database, dataDir: string, userId: string, before: string): Promise<boolean> {
  return await storing('Deleting old calls', async () => {
    const ids: string[] = await database('calls').where({ user_id: userId }).where('started_at', '<', before).limit(atOnce).pluck('id');
    const paths: string[] = await database('recordings').whereIn('call_id', ids).pluck('path');
    for (const path of paths) await rm(absolutePath(dataDir, path), { force: true });
    await database('calls').whereIn('id', ids).delete();
    return ids.length > 0;
  });
}
