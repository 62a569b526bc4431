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
  'YES',
  'NO',
  'OK',
  'PIN',
  'SIM',
  'VIP',
  'AND',
  'OR',
  'THE',
  'OF',
  'IN',
  'ON',
  'AT',
  'TO',
  'MAY',
  'SUN',
  'GAS',
  'FAX',
  'ZIP',
  'NOT',
  'IS',
  'WE',
  'ALL',
  'NEW',
  'CAR',
  'BOX',
]);
const letters = new Set(['ADSL', 'IMDB']);

/** The order matters: digits of an address, a phone number or a date must not be taken for a time or an amount. */
export const en: readonly Rule[] = [
  ...addresses({ at: 'at', dot: 'dot', dash: 'dash', underscore: 'underscore', slash: 'slash' }),
  phones({ country: 'GB', plus: 'plus', group: (digits) => [...digits].join(' ') }),
  ...references((digits) => [...digits].join(' ')),
  ...dates,
  ...times,
  ...amounts,
  ...abbreviations,
  acronyms(words, letters),
];
