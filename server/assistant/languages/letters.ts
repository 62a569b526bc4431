import type { LanguagePack, LetterWords } from './contract.ts';
import { capitalise, type Token } from './text.ts';

export interface SpelledWord {
  from: number;
  to: number;
  /** Capitalised: "Dupont", "O'Neil", "Jean-Marc". */
  word: string;
  /** Letters heard: two could be anything, three are a spelling. */
  letters: number;
}

interface Step {
  next: number;
  text: string;
  letters: number;
}

function startsWith(tokens: readonly Token[], at: number, words: readonly string[]): boolean {
  return words.every((word, i) => tokens[at + i]?.word === word);
}

function letterAt(tokens: readonly Token[], at: number, words: LetterWords): Step | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  const count = words.times[token.word];
  if (count !== undefined) {
    const letter = letterAt(tokens, at + 1, words);
    return letter && letter.letters === 1 ? { next: letter.next, text: letter.text.repeat(count), letters: count } : undefined;
  }
  const twoWords = words.names[`${token.word} ${tokens[at + 1]?.word}`];
  const single = !isElided(tokens, at) && token.raw.length === 1 && /\p{L}/u.test(token.raw) ? token.raw.toLowerCase() : undefined;
  const text = twoWords ?? single ?? words.names[token.word];
  if (text === undefined) return undefined;
  return withAccent(tokens, afterExample(tokens, at + (twoWords ? 2 : 1), words), text, words);
}

/** "J'ai", "mary's": one letter that is the half of a word. */
function isElided(tokens: readonly Token[], at: number): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at]!, tokens[at + 1]];
  return (
    (token.end > token.start + token.raw.length && after?.start === token.end) ||
    (before !== undefined && before.end === token.start && before.end > before.start + before.raw.length)
  );
}

/** Skips "comme Denis", "for Bravo". */
function afterExample(tokens: readonly Token[], at: number, words: LetterWords): number {
  const like = words.like.find((opening) => startsWith(tokens, at, opening) && tokens[at + opening.length] !== undefined);
  return like ? at + like.length + 1 : at;
}

function withAccent(tokens: readonly Token[], at: number, letter: string, words: LetterWords): Step {
  const accent = words.accents.find((one) => startsWith(tokens, at, one.words));
  return accent
    ? { next: at + accent.words.length, text: (letter + accent.mark).normalize('NFC'), letters: 1 }
    : { next: at, text: letter, letters: 1 };
}

/** The longest word spelled from `from` on: "d u p o n t", "dé comme denis u …", "double t", "bravo oscar bravo". */
export function spelledAt(tokens: readonly Token[], from: number, pack: LanguagePack): SpelledWord | undefined {
  const words = pack.letters;
  let at = from;
  let end = from;
  let text = '';
  let letters = 0;
  while (at < tokens.length) {
    const word = tokens[at]!.word;
    const step = letterAt(tokens, at, words);
    if (step) {
      text += step.text;
      letters += step.letters;
      at = step.next;
      end = at;
    } else if (letters > 0 && words.signs[word] !== undefined) {
      text += words.signs[word];
      at++;
    } else if (letters > 0 && words.ignored.has(word)) at++;
    else break;
  }
  if (letters < 2) return undefined;
  return {
    from,
    to: end,
    word: text
      .split(/(?<=[-' ])/)
      .map(capitalise)
      .join('')
      .replace(/[-' ]+$/, ''),
    letters,
  };
}

/** The first word of three letters or more that is spelled in the sentence. */
export function spelledIn(tokens: readonly Token[], pack: LanguagePack): SpelledWord | undefined {
  for (let at = 0; at < tokens.length; at++) {
    const spelled = spelledAt(tokens, at, pack);
    if (spelled && spelled.letters >= 3 && /[aeiouyàâéèêëîïôùûü]/i.test(spelled.word)) return spelled;
    if (spelled) at = spelled.to - 1;
  }
  return undefined;
}
