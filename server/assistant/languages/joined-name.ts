import { distance } from 'fastest-levenshtein';
import type { LanguagePack } from './contract.ts';
import { respelled } from './name-spelling.ts';
import { fold } from './text.ts';

/** Letters that one word may differ in from another for being the same name, heard twice. */
export function soundsLike(one: string, other: string): boolean {
  const [a, b] = [fold(one), fold(other)];
  return a[0] === b[0] && distance(a, b) <= Math.min(2, Math.floor(Math.min(a.length, b.length) / 3));
}

/**
 * What a name becomes when another one is said: "Dupond" mends "Marie Dupont", "Nathalie" goes before "Ferrand", and any longer name takes its place.
 * `denied`: said with a "no", so that nothing of the first is kept but what it mends.
 */
export function joinedName(known: string, said: string, denied: boolean, pack: LanguagePack): string {
  const words = known.split(' ');
  if (said.includes(' ')) return said;
  if (words.some((word) => fold(word) === fold(said))) return known;
  if (words.some((word) => soundsLike(word, said))) return respelled(known, said);
  if (denied || words.length > 2) return said;
  const isFirst = (word: string) => pack.names.firstNames.has(fold(word));
  const [first = '', family] = words;
  if (family !== undefined) return isFirst(first) && !isFirst(said) ? `${first} ${said}` : said;
  if (isFirst(said) === isFirst(first)) return said;
  return isFirst(said) ? `${said} ${first}` : `${first} ${said}`;
}
