import type { Language } from '../../core/language.ts';
import { numberPaths, numberRunEnd } from '../languages/number-paths.ts';
import { languagePack } from '../languages/packs.ts';
import { tokenise } from '../languages/text.ts';

/** The digits of the number that a sentence ends with, in the plainest reading of its words; null when it ends with another word. */
export function numberAtEnd(text: string, language: Language): string | null {
  const words = tokenise(text).map(({ word }) => word);
  const { readings, fillers } = languagePack(language).numbers;
  for (let at = 0; at < words.length; at++) {
    const end = numberRunEnd(words, at, readings, fillers);
    if (end === words.length) return numberPaths(words, at, end, readings, fillers).next().value ?? null;
    at = Math.max(at, end);
  }
  return null;
}
