import { distance } from 'fastest-levenshtein';

/** The known word that was probably meant; undefined when none is near. A third of the letters may be wrong, or two, which is one swap. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const plain = word.toLowerCase().replaceAll('-', '_');
  const ranked = known.map((candidate) => ({ candidate, away: distance(plain, candidate) })).sort((a, b) => a.away - b.away);
  const best = ranked[0];
  if (best && best.away <= (word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3)))) return best.candidate;
  return plain.length < 3 ? undefined : known.find((candidate) => candidate.startsWith(plain) || plain.startsWith(candidate));
}
