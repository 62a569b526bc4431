import type { LanguagePack } from '../languages/contract.ts';
import { slice, tokenise } from '../languages/text.ts';

/** The place in a sentence where these words stand one behind the other, as the sentence spells them; undefined when they do not. */
export function saidWords(words: string, sentence: string): string | undefined {
  const wanted = tokenise(words).map(({ word }) => word);
  const tokens = tokenise(sentence);
  if (wanted.length === 0) return undefined;
  const from = tokens.findIndex((_, at) => wanted.every((word, n) => tokens[at + n]?.word === word));
  return from < 0 ? undefined : slice(sentence, tokens, from, from + wanted.length);
}

/** Small words that turn a sentence round: they count as much as any other. */
const negations = new Set(['pas', 'ne', 'n', 'non', 'plus', 'jamais', 'sans', 'aucun', 'aucune', 'no', 'not', 'never', 'without', 'none', 't']);

/** Whether every word that carries meaning is one of these. Figures always carry meaning. */
export function onlySays(text: string, allowed: ReadonlySet<string>, pack: LanguagePack): boolean {
  return tokenise(text).every(
    ({ word }) => allowed.has(word) || (!/\d/.test(word) && !negations.has(word) && (word.length < 2 || pack.reason.stopWords.has(word))),
  );
}

export function wordsOf(...texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => tokenise(text).map(({ word }) => word)));
}
