import { distance } from 'fastest-levenshtein';
import { fold } from './text.ts';

/** "Lefevre, avec b v r e" → "Lefebvre": the letters take the place where they change the last word least. A whole word spelled takes its place. */
export function withEnding(name: string, spelled: string): string {
  const last = name.split(/[ -]/).at(-1) ?? name;
  const ending = spelled.toLowerCase();
  if (ending.length >= last.length || fold(ending)[0] === fold(last)[0]) return respelled(name, spelled);
  const ranked = Array.from({ length: last.length }, (_, kept) => last.slice(0, kept + 1) + ending)
    .map((word) => ({ word, far: distance(fold(word), fold(last)) }))
    .sort((a, b) => a.far - b.far || b.word.length - a.word.length);
  return name.slice(0, -last.length) + ranked[0]!.word;
}

/** Puts a spelled word in the place of the word of the name it sounds like, else of the last. */
export function respelled(name: string, spelled: string): string {
  const parts = name.split(' ');
  const ranked = parts.map((part, i) => ({ i, far: distance(fold(part), fold(spelled)) })).sort((a, b) => a.far - b.far || b.i - a.i);
  const best = ranked[0]!;
  const place = best.far <= Math.max(2, spelled.length / 2) ? best.i : parts.length - 1;
  return parts.map((part, i) => (i === place ? spelled : part)).join(' ');
}
