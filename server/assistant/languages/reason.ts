import type { LanguagePack } from './contract.ts';
import type { Token } from './text.ts';

/** Token ranges that are no part of the reason: the name and the number with their introductions. */
export interface Range {
  from: number;
  to: number;
}

interface Placed {
  word: string;
  start: number;
  end: number;
}

/**
 * The caller's reason in his own words, by fixed rules: what gave name and number is taken out, then asides ("c'est urgent"), then openings ("bonjour", "je vous appelle
 * pour", "j'ai") and one article from the front, and thanks from the end. "Bonjour, ici Julie Martin, j'ai une fuite d'eau dans ma cuisine" → "fuite d'eau dans ma cuisine".
 */
export function heardReason(sentence: string, tokens: readonly Token[], without: readonly Range[], pack: LanguagePack): string | undefined {
  const kept: Placed[] = tokens.filter((_, i) => !without.some((range) => i >= range.from && i < range.to));
  const words = trimmed(withoutAsides(kept, pack), pack);
  const plain = plainOf(words);
  if (words.length === 0 || pack.reason.empty.test(plain) || contentWords(words, pack) === 0) return undefined;
  return written(sentence.normalize('NFC'), words);
}

/** Words that carry meaning: what tells a reason from a stammer. */
export function contentWords(words: readonly { word: string }[], pack: LanguagePack): number {
  return words.filter(({ word }) => word.length > 1 && !pack.reason.stopWords.has(word)).length;
}

const plainOf = (words: readonly Placed[]) => words.map(({ word }) => word).join(' ');

/** How many words a match of the plain text spans, from its start. */
const wordsIn = (text: string) => text.trim().split(' ').filter(Boolean).length;

function withoutAsides(words: readonly Placed[], pack: LanguagePack): Placed[] {
  let left = [...words];
  for (let match = pack.reason.asides.exec(plainOf(left)); match; match = pack.reason.asides.exec(plainOf(left))) {
    const before = wordsIn(plainOf(left).slice(0, match.index));
    left = left.toSpliced(before, wordsIn(match[0]));
  }
  return left;
}

function trimmed(words: readonly Placed[], pack: LanguagePack): Placed[] {
  let left = [...words];
  for (let match = pack.reason.openings.exec(plainOf(left)); match && match[0] !== ''; match = pack.reason.openings.exec(plainOf(left)))
    left = left.slice(wordsIn(match[0]));
  for (let match = pack.reason.closings.exec(plainOf(left)); match; match = pack.reason.closings.exec(plainOf(left)))
    left = left.slice(0, left.length - wordsIn(match[0]));
  return pack.reason.article.test(plainOf(left)) ? left.slice(1) : left;
}

/** The words as the caller wrote them; where something was cut out between two, one blank or comma stands. */
function written(text: string, words: readonly Placed[]): string {
  let out = '';
  words.forEach((word, i) => {
    const previous = words[i - 1];
    const gap = previous ? text.slice(previous.end, word.start) : '';
    const untouched = /^[\s,.;:!?'’()-]*$/.test(gap);
    if (previous) out += untouched ? gap.replace(/\s+/g, ' ') : ', ';
    out += text.slice(word.start, word.end);
  });
  return out.replace(/[\s,;:.!?'’]+$/, '').replace(/\s+([,.])/g, '$1');
}
