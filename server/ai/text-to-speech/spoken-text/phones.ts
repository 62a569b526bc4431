import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Rule } from './rule.ts';

/** Digits that may be a phone number: from a country's code or its leading zero, with the separators that people write. */
const candidate = /(?<![\w+.,-])\(?(?:\+\d|0)(?:[ \u00a0.()/-]*\d){6,14}(?![\w-]|[.,]\d)/g;
/** North American numbers have no leading zero: recognised by their form alone. */
const american = /(?<![\w+.,-])\(?([2-9]\d{2})\)?[ .-]([2-9]\d{2})[ .-](\d{4})(?![\w-]|[.,]\d)/g;

export interface PhoneWords {
  country: 'FR' | 'GB';
  plus: string;
  /** One group of digits. */
  group(digits: string): string;
}

const digitsOf = (text: string) => text.replace(/\D/g, '');

/** Phone numbers in the groups of their country, with a pause between the groups. What is no possible number stays. */
export function phones({ country, plus, group }: PhoneWords): Rule {
  const said = (written: string) => (written.match(/\d+/g) ?? []).map((digits) => group(digits)).join(', ');
  const byCountry = (text: string) => {
    // Single digits are spoken already.
    if (/^\d(?: \d)+$/.test(text)) return text;
    const number = parsePhoneNumberFromString(text, country);
    if (!number?.isPossible()) return text;
    const bracket = text.startsWith('(') && !text.includes(')') ? '(' : '';
    const international = text.replace('(', '').startsWith('+');
    const formatted = international ? number.formatInternational() : number.formatNational();
    // What is a number of something else may lose its leading zero here.
    if (digitsOf(formatted) !== digitsOf(text.replace('(0)', ''))) return text;
    return `${bracket}${international ? `${plus} ` : ''}${said(formatted)}`;
  };
  return (text) => text.replace(candidate, byCountry).replace(american, (_, area, exchange, line) => said(`${area} ${exchange} ${line}`));
}
