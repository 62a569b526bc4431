import { acronyms } from '../acronyms.ts';
import { addresses } from '../addresses.ts';
import { phones } from '../phones.ts';
import { references } from '../references.ts';
import type { Rule } from '../rule.ts';
import { abbreviations } from './abbreviations.ts';
import { amounts } from './amounts.ts';
import { dates } from './dates.ts';
import { times } from './times.ts';

/** Two and three letters that are words in capitals, or acronyms said as words. */
const words = new Set([
  'OUI',
  'NON',
  'OK',
  'CAF',
  'ZAC',
  'RIB',
  'BIC',
  'SIM',
  'VIP',
  'GAZ',
  'BAC',
  'ET',
  'OU',
  'LA',
  'LE',
  'LES',
  'DE',
  'DU',
  'DES',
  'AU',
  'EN',
  'UN',
  'UNE',
  'SUR',
  'ONU',
]);
const letters = new Set(['SARL', 'EURL', 'SASU', 'RATP']);

/** The order matters: digits of an address, a phone number or a date must not be taken for a time or an amount. */
export const fr: readonly Rule[] = [
  ...addresses({ at: 'arobase', dot: 'point', dash: 'tiret', underscore: 'tiret bas', slash: 'slash' }),
  phones({ country: 'FR', plus: 'plus', group: (digits) => (digits.length > 3 ? [...digits].join(' ') : digits) }),
  ...references((digits) => (digits.length === 4 ? digits.replace(/(..)(..)/, '$1 $2') : digits)),
  ...dates,
  ...times,
  ...amounts,
  ...abbreviations,
  acronyms(words, letters),
];
