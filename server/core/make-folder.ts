import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { asError, RepondeurError } from './errors.ts';

/**
 * Makes a folder that an administrator named, and those above it that are not there. Rejects with 'storage-failed', which names the folder and the way out. `mkdir` of
 * Node with `recursive` never settles where a file system refuses new folders as /proc does (ENOENT although the folder above is there).
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  try {
    await make(path, mode);
  } catch (cause) {
    const why = asError(cause).message;
    throw new RepondeurError('storage-failed', `the folder ${path} cannot be made (${why}): name one where this account may write`, { cause });
  }
}

async function make(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (await isFolder(path)) return;
    const above = dirname(path);
    if (code !== 'ENOENT' || above === path) throw error;
    if (!(await isFolder(above))) await make(above, mode);
    // Somebody else may have made it meanwhile, or the one above between our two looks.
    await mkdir(path, { mode }).catch(async (second: NodeJS.ErrnoException) => {
      if (!(second.code === 'EEXIST' && (await isFolder(path)))) throw second;
    });
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}
