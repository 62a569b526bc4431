import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '../core/language.ts';
import { rehearsalModel } from './rehearsal-ear.ts';

/**
 * The rehearsal ear with a smaller vocabulary, in `folder`: these words are marks in it, as `[noise]` is, which nobody said. Beside the whole one it
 * stands for a small model beside a large one.
 */
export async function lesserEar(folder: string, language: Language, unknown: readonly string[]): Promise<string> {
  const model = join(folder, `lesser-${language}`);
  await cp(await rehearsalModel(language), model, { recursive: true });
  const file = join(model, 'graph/words.txt');
  const lines = (await readFile(file, 'utf8')).split('\n').map((line) => {
    const [word = '', id] = line.split(' ');
    return unknown.includes(word) ? `[${word}] ${id}` : line;
  });
  await writeFile(file, lines.join('\n'));
  return model;
}
