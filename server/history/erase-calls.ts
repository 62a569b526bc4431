import { rm } from 'node:fs/promises';
import type { UserErasure } from '../core/erasure.ts';
import { storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';
import { absolutePath } from './recording-files.ts';

/** The calls of a user: their recordings, and their rows, with which go turns, messages and what is known of the recordings. */
export function callErasure(database: Database, dataDir: string): UserErasure {
  return {
    async files(userId) {
      const paths: string[] = await storing('Reading the recordings', () =>
        database('recordings')
          .whereIn('call_id', database('calls').select('id').where({ user_id: userId }))
          .pluck('path'),
      );
      for (const path of paths) await rm(absolutePath(dataDir, path), { force: true });
    },
    async rows(userId, transaction) {
      await transaction('calls').where({ user_id: userId }).delete();
    },
  };
}
