import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RepondeurError } from '../core/errors.ts';
import { storageFault } from './disk-space.ts';
import { withLock } from './install/lock.ts';
import { type ModelPlaces, placesFor, workFolderName } from './install/places.ts';
import { clearWork, entriesOf, recover } from './install/replace.ts';

export interface RemoveOptions {
  directory: string;
  name: string;
  /** Says what uses it, as a sentence; undefined when nothing does. */
  usedBy?: (path: string) => string | undefined | Promise<string | undefined>;
  /** Also when it is used. */
  evenIfUsed?: boolean;
}

/** Removes a model and what was downloaded of it. Rejects with 'not-found' for an unknown name (and says which there are), 'bad-input' when it is in use. */
export async function removeModel({ directory, name, usedBy, evenIfUsed = false }: RemoveOptions): Promise<void> {
  const known = [...(await entriesOf(directory)), ...(await entriesOf(join(directory, workFolderName)))].filter((entry) => !entry.startsWith('.'));
  // Only a name that is really in the folder: a path with ".." is none.
  if (!known.includes(name)) {
    const there = known.length > 0 ? `there are ${[...new Set(known)].sort().join(', ')}` : 'there is none';
    throw new RepondeurError('not-found', `${JSON.stringify(name)} is not in ${directory}: ${there}`);
  }
  await withLock(directory, name, async () => {
    const places = placesFor(directory, name);
    await recover(places);
    const use = await usedBy?.(places.target);
    if (use !== undefined && !evenIfUsed)
      throw new RepondeurError('bad-input', `${name} is in use: ${use}; repeat with --yes to remove it all the same`);
    await removeWhole(places);
    await clearWork(places);
  }).catch((error) => Promise.reject(storageFault(error, directory)));
}

/** Out of sight at once, then file by file: nobody finds half a model. */
async function removeWhole({ target, work }: ModelPlaces): Promise<void> {
  await mkdir(work, { recursive: true });
  await rm(join(work, 'removed'), { recursive: true, force: true });
  // A link whose target is gone is removed as well.
  await rename(target, join(work, 'removed')).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
