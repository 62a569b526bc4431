import type { Language } from '../../server/core/language.ts';
import type { Random } from './random.ts';

const frenchUnits = 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
  ' ',
);
const frenchTens = ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante', 'soixante', 'quatre-vingt', 'quatre-vingt'];
const englishDigits = 'zero one two three four five six seven eight nine'.split(' ');

/** Two digits as a French caller reads them: "07" is "zéro sept", "78" is "soixante-dix-huit". */
export function frenchPair(value: number): string {
  if (value < 10) return `zéro ${frenchUnits[value]}`;
  if (value < 20) return frenchUnits[value]!;
  const ten = Math.floor(value / 10);
  const rest = value - (ten === 7 || ten === 9 ? ten - 1 : ten) * 10;
  if (rest === 0) return frenchTens[ten]!;
  if ((rest === 1 || rest === 11) && ten < 8) return `${frenchTens[ten]} et ${frenchUnits[rest]}`;
  return `${frenchTens[ten]}-${frenchUnits[rest]}`;
}

/** The beginnings of numbers that ARCEP keeps for films and plays; any four digits follow. */
const frenchFiction = [
  [1, 99, 0],
  [2, 61, 91],
  [3, 53, 1],
  [4, 65, 71],
  [5, 36, 49],
  [6, 39, 98],
] as const;

/** The same of Ofcom; three digits follow. */
const englishFiction = ['07700900', '02079460', '01134960', '01614960'] as const;

/** A telephone number in groups, as it is read out. Nobody has it. */
export function phoneGroups(language: Language, random: Random): string[] {
  if (language === 'fr') {
    const [operator, ...rest] = random.pick(frenchFiction);
    return [`zéro ${frenchUnits[operator]}`, ...[...rest, random.whole(0, 99), random.whole(0, 99)].map(frenchPair)];
  }
  const digits = `${random.pick(englishFiction)}${random.whole(100, 999)}`;
  return [digits.slice(0, 5), digits.slice(5, 8), digits.slice(8)].map((group) => englishGroup(group, random));
}

/** "00" is often "double zero"; a 0 is "oh" or "zero". */
function englishGroup(digits: string, random: Random): string {
  const zero = random.pick(['oh', 'zero']);
  const word = (digit: string) => (digit === '0' ? zero : englishDigits[Number(digit)]!);
  return digits.replaceAll(/(\d)\1?/g, (same, digit: string) => (same.length === 2 ? `double ${word(digit)} ` : `${word(digit)} `)).trim();
}
