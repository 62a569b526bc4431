import { type Rule, spelled } from './rule.ts';

/** Two consonants that a word of French or English may begin with. */
const beginnings = /^(?:B[LR]|C[HLR]|D[R]|F[LR]|G[LR]|P[HLR]|QU|S[CHKLMNPTW]|T[HR]|VR|W[HR])/;
const vowel = /[AEIOUY]/;

/**
 * Acronyms letter by letter: those of two or three letters, and longer ones that cannot be said as a word (SNCF, CPAM). `words` are said as words,
 * `letters` are not although they could be. A text in capitals throughout is shouted, not abbreviated, and stays.
 */
export function acronyms(words: ReadonlySet<string>, letters: ReadonlySet<string>): Rule {
  const isSpelled = (token: string) => {
    if (words.has(token)) return false;
    if (token.length <= 3 || letters.has(token) || !vowel.test(token)) return true;
    return !vowel.test(token[0]!) && !vowel.test(token[1]!) && !beginnings.test(token);
  };
  return (text) =>
    /\p{Ll}/u.test(text)
      ? text.replace(/(?<![\p{L}\p{N}.'’-])\p{Lu}{2,5}(?![\p{L}\p{N}])/gu, (token) => (isSpelled(token) ? spelled(token) : token))
      : text;
}
