import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../../core/sync-folder.ts';
import { storageFault } from '../disk-space.ts';
import { type ModelPlaces, workFolderName } from './places.ts';

/** Puts a finished folder in the place of the model's. The old one is kept until the new one is there; a crash in between is mended by {@link recover}. */
export async function replaceWith(folder: string, { target, work, previous }: ModelPlaces): Promise<void> {
  const replaces = await exists(target);
  if (replaces) await mkdir(work, { recursive: true });
  if (replaces) await rename(target, previous);
  try {
    await rename(folder, target);
  } catch (error) {
    if (replaces) await rename(previous, target);
    throw error;
  }
  await syncFolder(dirname(target));
  await rm(previous, { recursive: true, force: true });
}

/** After a crash: the old model comes back when the new one had not taken its place; what was half unpacked goes; downloads stay, to be gone on with. */
export async function recover({ target, previous, unpacked }: ModelPlaces): Promise<void> {
  if (await exists(previous)) {
    if (await exists(target)) await rm(previous, { recursive: true });
    else await rename(previous, target);
  }
  await rm(unpacked, { recursive: true, force: true });
}

/** Leaves no trace of the work on a model. */
export async function clearWork({ work }: ModelPlaces): Promise<void> {
  await rm(work, { recursive: true, force: true });
  // The folder of all unfinished work goes with the last of it.
  await rmdir(dirname(work)).catch((error: NodeJS.ErrnoException) => {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code ?? '')) throw error;
  });
}

/** Names of models on which work was begun. */
export async function unfinished(directory: string): Promise<string[]> {
  return (await entriesOf(join(directory, workFolderName))).sort();
}

export async function entriesOf(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw storageFault(error, directory);
  }
}

/** Makes the names in a folder, and those below it, survive a power cut (fsync(2)). */
export async function syncFolders(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isDirectory()) await syncFolder(join(entry.parentPath, entry.name));
  }
  await syncFolder(folder);
}

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

export async function makeEmpty(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}
