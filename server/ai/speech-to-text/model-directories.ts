import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Language, languages } from '../../core/language.ts';

/**
 * The model of each language in a models directory: a folder named after the language ("fr"), or as Vosk's publisher names them
 * ("vosk-model-small-fr-0.22"; the first in alphabetical order). None where there is no such folder.
 */
export async function findModels(modelsDirectory: string): Promise<Partial<Record<Language, string>>> {
  const names = (await readdir(modelsDirectory).catch(() => [])).sort();
  const found = languages.flatMap((language) => {
    const name =
      names.find((candidate) => candidate === language) ??
      names.find((candidate) => new RegExp(`^vosk-model-(small-)?${language}\\b`).test(candidate));
    return name ? [[language, join(modelsDirectory, name)] as const] : [];
  });
  return Object.fromEntries(found);
}
