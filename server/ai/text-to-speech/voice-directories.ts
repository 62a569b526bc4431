import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { asError, RepondeurError } from '../../core/errors.ts';
import { type Language, languages } from '../../core/language.ts';

/**
 * The voice of each language in a directory and the folders in it, by the names that the publisher gives ("fr_FR-siwis-medium.onnx"); the first in
 * alphabetical order. None where there is no such file.
 */
export async function findVoices(directory: string): Promise<Partial<Record<Language, string>>> {
  // A name with a leading point is an install that is not finished.
  const names = (await namesIn(directory)).filter((name) => !name.startsWith('.'));
  const inFolders = await Promise.all(names.map(async (folder) => (await namesIn(join(directory, folder))).map((name) => `${folder}/${name}`)));
  const paths = [...names, ...inFolders.flat()].filter((path) => path.endsWith('.onnx')).sort();
  const found = languages.flatMap((language) => {
    const path = paths.find((candidate) => new RegExp(`^(.*/)?${language}[_.-][^/]*$`).test(candidate));
    return path ? [[language, join(directory, path)] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Of what is not there, or is no folder: none. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes((cause as NodeJS.ErrnoException).code ?? '')) return [];
    throw new RepondeurError('bad-settings', `the voices in ${folder} cannot be looked for: ${asError(cause).message}`, { cause });
  }
}
