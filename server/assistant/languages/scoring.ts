import { distance } from 'fastest-levenshtein';
import type { Intent } from '../dialogue/contract.ts';
import type { IntentWords } from './contract.ts';
import type { Token } from './text.ts';

/** Shorter words are never corrected: one letter makes another word of them. */
const minCorrectedLetters = 6;
/** What each further piece of evidence adds to the strongest one. */
const furtherEvidence = 0.25;
/** All further pieces together never make evidence of the next strength. */
const maxFurtherEvidence = 0.75;

/** The folded words without fillers, longer words with one wrong letter put right: what the patterns see. */
export function readable(tokens: readonly Token[], words: IntentWords): string {
  return tokens
    .filter((token) => !words.fillers.has(token.word))
    .map((token) => corrected(token.word, words.vocabulary))
    .join(' ')
    .replace(words.greeting, ' ')
    .replace(/ +/g, ' ')
    .trim();
}

/** A word that differs only at its end is another form of the known one ("appeler", "appelle") and stays. */
function corrected(word: string, vocabulary: readonly string[]): string {
  if (word.length < minCorrectedLetters || vocabulary.includes(word)) return word;
  const stem = word.slice(0, -2);
  return (
    vocabulary.find(
      (known) => known[0] === word[0] && !known.startsWith(stem) && Math.abs(known.length - word.length) <= 1 && distance(known, word) === 1,
    ) ?? word
  );
}

/** Per intent: its strongest evidence, a little for each other piece, less what speaks against it. */
export function scores(text: string, words: IntentWords): Map<Intent, number> {
  const positive = new Map<Intent, number[]>();
  const against = new Map<Intent, number>();
  for (const { intent, weight, pattern } of words.evidence) {
    if (!pattern.test(text)) continue;
    if (weight < 0) against.set(intent, (against.get(intent) ?? 0) + weight);
    else positive.set(intent, [...(positive.get(intent) ?? []), weight]);
  }
  return new Map(
    [...positive].map(([intent, weights]) => [
      intent,
      Math.max(...weights) + Math.min(maxFurtherEvidence, furtherEvidence * (weights.length - 1)) + (against.get(intent) ?? 0),
    ]),
  );
}
