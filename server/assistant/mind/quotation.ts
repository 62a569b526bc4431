import type { Language } from '../../core/language.ts';
import { type QuotedWord, quotedWords } from './quotable.ts';

/** How far from what is quoted a word can turn it round: "je ne crois vraiment pas que ce soit urgent", "it's urgent … well no". */
const reach = { before: 6, after: 3 };

/** A new sentence begins with these words, though no mark says so. */
const joins: Readonly<Record<Language, RegExp>> = {
  fr: /^(?:et|mais|car|puis) (?:self|il|elle|ce|c|ca|le|la|les|l|mon|ma|mes)$/,
  en: /^(?:and|but|because) (?:self|it|he|she|they|this|that|the|my|our|there)$/,
};

/** What may stand between two quoted words: a part of the noun before it, which no verb hides in ("le robinet [de la cuisine] fuit"). */
const complement: Readonly<Record<Language, RegExp>> = {
  fr: /^(?:du|de (?:la|l|mon|ma|notre)|dans (?:la|le|l|mon|ma)) \w+$/,
  en: /^(?:of|in|at) (?:the|my|our) \w+$/,
};

/** Where a sentence says these words, and which turning words stand in and around them. */
interface Place {
  from: number;
  to: number;
  turning: number;
}

/**
 * Whether a turn of the caller's says this in as many words, in this order, without a word left out or near it that would turn it round. `others`: what else he said, which
 * must not say the opposite.
 */
export function quotes(statement: string, turn: string, others: readonly string[], language: Language): boolean {
  const stated = quotedWords(statement, language);
  const said = stated.filter(({ kind }) => kind !== 'filler');
  const bare = said.filter(({ kind }) => kind !== 'turning');
  if (bare.length === 0) return false;
  const turned = said.length - bare.length;
  const own = quotedWords(turn, language);
  const whole = placesOf(said, own, language).filter((place) => place.turning === 0 && wholeFigures(place, said, own));
  const all = [turn, ...others].map((text) => quotedWords(text, language)).flatMap((spoken) => placesOf(bare, spoken, language));
  return whole.length > 0 && all.every(({ turning }) => turning === turned);
}

function placesOf(wanted: readonly QuotedWord[], spoken: readonly QuotedWord[], language: Language): Place[] {
  return spoken.flatMap((_, from) => placeAt(from, wanted, spoken, language) ?? []);
}

function placeAt(from: number, wanted: readonly QuotedWord[], spoken: readonly QuotedWord[], language: Language): Place | undefined {
  let at = from;
  let turning = 0;
  for (const [n, { word }] of wanted.entries()) {
    const found = n === 0 ? (spoken[from]?.word === word ? from : -1) : nextOf(word, at, spoken, language);
    if (found < 0) return undefined;
    turning += countTurning(spoken.slice(at, found));
    at = found + 1;
  }
  return {
    from,
    to: at,
    turning: turning + countTurning(before(from, spoken, language)) + countTurning(spoken.slice(at, end(at, spoken, language))),
  };
}

/** The place of this word behind another, or -1 when a word stands between that cannot be left out. */
function nextOf(word: string, from: number, spoken: readonly QuotedWord[], language: Language): number {
  for (let at = from; at < spoken.length; at++) {
    if (spoken[at]!.word === word && mayBeLeftOut(spoken.slice(from, at), language)) return at;
  }
  return -1;
}

function mayBeLeftOut(gap: readonly QuotedWord[], language: Language): boolean {
  const plain = gap.filter(({ kind }) => kind === 'plain');
  if (plain.length === 0) return true;
  return !gap.some(({ isFigure }) => isFigure) && complement[language].test(gap.map(({ word }) => word).join(' '));
}

/** What stands before in the same sentence. A "no" that answers the question begins the turn. */
function before(from: number, spoken: readonly QuotedWord[], language: Language): readonly QuotedWord[] {
  let start = from;
  while (start > 0 && from - start < reach.before && !spoken[start]!.afterMark && !joinsAt(start, spoken, language)) start--;
  const words = spoken.slice(start, from);
  return start === 0 && /^non?$/.test(words[0]?.word ?? '') ? words.slice(1) : words;
}

/** Behind it a mark ends nothing: "it's urgent, or rather not". */
function end(from: number, spoken: readonly QuotedWord[], language: Language): number {
  let to = from;
  while (to < spoken.length && to - from < reach.after && !joinsAt(to, spoken, language)) to++;
  return to;
}

/** `at` is the joining word itself. */
function joinsAt(at: number, spoken: readonly QuotedWord[], language: Language): boolean {
  return joins[language].test(`${spoken[at]?.word} ${spoken[at + 1]?.word}`);
}

/** No figure is the beginning or the end of a longer one: "quatorze heures" of "quatorze heures trente". */
function wholeFigures({ from, to }: Place, said: readonly QuotedWord[], spoken: readonly QuotedWord[]): boolean {
  if (!said.some(({ isFigure }) => isFigure)) return true;
  return ![...spoken.slice(Math.max(0, from - 1), from), ...spoken.slice(to, to + 2)].some(({ isFigure }) => isFigure);
}

function countTurning(words: readonly QuotedWord[]): number {
  return words.filter(({ kind }) => kind === 'turning').length;
}
