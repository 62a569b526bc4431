import { type CountryCode, isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { LanguagePack } from './contract.ts';
import { numberPaths, numberRunEnd } from './number-paths.ts';
import type { Token } from './text.ts';

/** Fewer digits are never a telephone number, however they are introduced. */
const minDigits = 2;
/** ITU-T E.164: 15 digits, with an international prefix of up to three before them. */
const maxDigits = 18;

/** So many ways to read a part are kept for when the next part comes. */
const maxReadings = 8;

export interface HeardNumber {
  /** Token range, the second excluded. */
  from: number;
  to: number;
  /** The whole number in E.164, when the digits make one. */
  phone?: string;
  digits: string;
  /** The likeliest reading, where only another one makes a whole number. */
  likeliest?: string;
  /** Other ways to read the words of a number that is not whole. */
  others?: readonly string[];
  negated: boolean;
}

/** National digits (without the leading 0) of the usual numbers of a country: such a number is taken although no plan lists its range (numbers kept for films, new ranges). */
const usualLength: Readonly<Record<string, number>> = { FR: 9, BE: 9, CH: 9, GB: 10, US: 10, CA: 10 };

/** Reads digits as a number, valid or not. `digits` may begin with + or 00; else it is a number of `country` (ISO 3166 alpha-2). */
function read(digits: string, country: string): PhoneNumber | undefined {
  const international = digits.replace(/^00/, '+').replace(/^(\+(?:33|32|41|44|49|352))0/, '$1');
  return parsePhoneNumberFromString(international, isSupportedCountry(country) ? (country as CountryCode) : undefined);
}

function validPhone(digits: string, country: string): PhoneNumber | undefined {
  const number = read(digits, country);
  return number?.isValid() ? number : undefined;
}

function unlistedPhone(digits: string, country: string): PhoneNumber | undefined {
  const number = read(digits, country);
  return number?.isPossible() && number.nationalNumber.length === usualLength[number.country ?? country] ? number : undefined;
}

/** A number that can be called, or null: valid by its country's plan, or of its usual length. `digits` as said or in E.164. */
export function parsePhone(digits: string, country: string): PhoneNumber | null {
  return validPhone(digits, country) ?? unlistedPhone(digits, country) ?? null;
}

/** Countries whose numbers are dialled with a 0 before them. */
const trunkZero = new Set(['FR', 'BE', 'CH', 'GB']);

/** Without its 0 or a + a number is taken only as its words are read first: "34 56 78" is no "34 56 60 10 8". */
const beginsWhole = (digits: string, country: string) => /^[0+]/.test(digits) || !trunkZero.has(country);

/** All numbers of a sentence, whole or in part, in order. */
export function heardNumbers(tokens: readonly Token[], pack: LanguagePack, country: string): HeardNumber[] {
  const words = tokens.map((token) => token.word);
  const found: HeardNumber[] = [];
  for (let at = 0; at < tokens.length; ) {
    const plus = (words[at] === '+' || words[at] === 'plus') && pack.numbers.readings(words, at + 1).length > 0;
    const from = plus ? at + 1 : at;
    const end = runEnd(words, tokens, from, pack);
    if (end === from) {
      at++;
      continue;
    }
    const heard = bestReading(words, from, end, plus ? '+' : '', pack, country);
    if (heard && !pack.phone.units.has(words[end] ?? '')) {
      const before = words.slice(0, at).join(' ');
      const negated = pack.phone.negated.test(before);
      found.push(...(negated ? wrongThenRight({ from: at, to: end, negated, ...heard }) : [{ from: at, to: end, negated, ...heard }]));
    }
    at = end;
  }
  return found;
}

/** "Pas 68, 78": one run of digits after a negation is the wrong part and the right one, of the same length. */
function wrongThenRight(heard: HeardNumber): HeardNumber[] {
  const half = heard.digits.length / 2;
  if (heard.phone || half < 2 || !Number.isInteger(half)) return [heard];
  const { from, to } = heard;
  return [
    { from, to, digits: heard.digits.slice(0, half), negated: true },
    { from, to, digits: heard.digits.slice(half), negated: false },
  ];
}

/** A run stops before a repeated negation: "78 pas 68" is two runs already by its words; marks do not part a number ("06, 12, 34"). */
function runEnd(words: readonly string[], tokens: readonly Token[], from: number, pack: LanguagePack): number {
  return from >= tokens.length ? from : numberRunEnd(words, from, pack.numbers.readings, pack.numbers.fillers);
}

function bestReading(words: readonly string[], from: number, to: number, prefix: string, pack: LanguagePack, country: string) {
  let first: string | undefined;
  const all = new Set<string>();
  let unlisted: { phone: string; digits: string } | undefined;
  for (const path of numberPaths(words, from, to, pack.numbers.readings, pack.numbers.fillers)) {
    const digits = prefix + path;
    first ??= digits;
    if (all.size < maxReadings) all.add(digits);
    if (digits !== first && !beginsWhole(digits, country)) continue;
    const number = digits.length >= 8 ? validPhone(digits, country) : undefined;
    if (number) return { phone: number.number as string, digits, ...(digits === first ? {} : { likeliest: first }) };
    const possible = unlisted || digits.length < 8 ? undefined : unlistedPhone(digits, country);
    if (possible) unlisted = { phone: possible.number, digits };
  }
  if (unlisted) return unlisted;
  if (first === undefined || first.length < minDigits || first.length > maxDigits) return undefined;
  const others = [...all].filter((digits) => digits !== first);
  return others.length > 0 ? { digits: first, others } : { digits: first };
}
