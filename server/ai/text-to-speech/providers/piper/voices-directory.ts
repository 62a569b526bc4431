import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Language, languages } from '../../../../core/language.ts';

/**
 * The voice of each language in a directory and the folders in it, by the names that the publisher gives ("fr_FR-siwis-medium.onnx"); the first in
 * alphabetical order. None where there is no such file.
 */
export async function findVoices(directory: string): Promise<Partial<Record<Language, string>>> {
  // A name with a leading point is an install that is not finished.
  const entries = (await readdir(directory, { withFileTypes: true }).catch(() => [])).filter(({ name }) => !name.startsWith('.'));
  const inFolders = await Promise.all(entries.filter((entry) => entry.isDirectory()).map(({ name }) => namesIn(directory, name)));
  const paths = [...entries.map(({ name }) => name), ...inFolders.flat()].filter((path) => path.endsWith('.onnx')).sort();
  const found = languages.flatMap((language) => {
    const path = paths.find((candidate) => new RegExp(`^(.*/)?${language}[_.-][^/]*$`).test(candidate));
    return path ? [[language, join(directory, path)] as const] : [];
  });
  return Object.fromEntries(found);
}

async function namesIn(directory: string, folder: string): Promise<string[]> {
  const names = await readdir(join(directory, folder)).catch(() => []);
  return names.map((name) => `${folder}/${name}`);
}
