import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { asError, RepondeurError } from '../core/errors.ts';
import { bytesInWords } from './words.ts';

/** The bytes that a program may still write at a path, which need not be there yet. */
export type FreeBytes = (path: string) => Promise<number>;

export const freeBytesOnDisk: FreeBytes = async (path) => {
  for (let place = path; ; place = dirname(place)) {
    try {
      const { bavail, bsize } = await statfs(place);
      return bavail * bsize;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || place === dirname(place)) throw storageFault(error, place);
    }
  }
};

/** Kept free beside what is written: the calls' own recordings go on. */
const marginBytes = 32 * 1024 * 1024;

/** Rejects with 'storage-failed' when the disk has not enough room. */
export async function needSpace(directory: string, bytes: number, what: string, freeBytes: FreeBytes): Promise<void> {
  const free = await freeBytes(directory);
  if (free >= bytes + marginBytes) return;
  const room = `${what} needs ${bytesInWords(bytes)} and ${bytesInWords(marginBytes)} of margin, ${directory} has ${bytesInWords(free)} free`;
  throw new RepondeurError('storage-failed', `not enough disk space: ${room}; free some, or take a smaller one`);
}

/** What a write that failed means for people. */
export function storageFault(thrown: unknown, path: string): Error {
  const error = asError(thrown) as NodeJS.ErrnoException;
  if (error instanceof RepondeurError || error.code === undefined || error.syscall === undefined) return error;
  const full = error.code === 'ENOSPC' || error.code === 'EDQUOT';
  const wayOut = full ? 'the disk is full: free some space and repeat the command' : `${error.message}: check the folder's owner and its rights`;
  return new RepondeurError('storage-failed', `${path} cannot be used: ${wayOut}`, { cause: error });
}
