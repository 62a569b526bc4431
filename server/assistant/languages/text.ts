/** One word or run of digits of a sentence, with its place in it. Elisions and hyphens part words: "j'ai" is two. */
export interface Token {
  /** As written, without the apostrophe of an elision. */
  raw: string;
  /** Lower case, without accents: what rules are matched on. */
  word: string;
  /** Offsets into the sentence; `end` is after the apostrophe of an elision. */
  start: number;
  end: number;
  /** A mark (,.;:!?) stands between this token and the one before. */
  afterMark: boolean;
}

const wordPattern = /\p{L}+['’ʼ]?|\d+|\+/gu;
const markPattern = /[,.;:!?…()«»"]/;

/** Lower case, accents dropped, ligatures opened. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '');
}

export function tokenise(sentence: string): Token[] {
  const text = sentence.normalize('NFC');
  const tokens: Token[] = [];
  let previousEnd = 0;
  for (const match of text.matchAll(wordPattern)) {
    const raw = match[0].replace(/['’ʼ]$/, '');
    const end = match.index + match[0].length;
    tokens.push({ raw, word: fold(raw), start: match.index, end, afterMark: markPattern.test(text.slice(previousEnd, match.index)) });
    previousEnd = end;
  }
  return tokens;
}

/** The folded words with one blank between: what intent rules see. */
export function plainOf(tokens: readonly Token[]): string {
  return tokens.map((token) => token.word).join(' ');
}

/** Of {@link plainOf}'s words. */
export const wordCount = (plain: string) => plain.split(' ').filter(Boolean).length;

/** The caller's own spelling from one token to another (the second excluded). */
export function slice(sentence: string, tokens: readonly Token[], from: number, to: number): string {
  const first = tokens[from];
  const last = tokens[to - 1];
  return first && last ? sentence.normalize('NFC').slice(first.start, last.end) : '';
}

export function capitalise(word: string): string {
  return word.charAt(0).toLocaleUpperCase() + word.slice(1);
}
