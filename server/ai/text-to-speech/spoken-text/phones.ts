import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Rule } from './rule.ts';

/** Digits that may be a phone number: from a country's code or its leading zero, with the separators that people write. */
const candidate = /(?<![\w+.,-])(?:\+\d|0)(?:[ \u00a0.()/-]*\d){6,14}(?![\w-]|[.,]\d)/g;
/** North American numbers have no leading zero: recognised by their form alone. */
const american = /(?<![\w+.,-])\(?([2-9]\d{2})\)?[ .-]([2-9]\d{2})[ .-](\d{4})(?![\w-]|[.,]\d)/g;

export interface PhoneWords {
  country: 'FR' | 'GB';
  plus: string;
  /** One group of digits. */
  group(digits: string): string;
}

/** Phone numbers in the groups of their country, with a pause between the groups. What is no possible number stays. */
export function phones({ country, plus, group }: PhoneWords): Rule {
  const said = (written: string) => (written.match(/\d+/g) ?? []).map((digits) => group(digits)).join(', ');
  const byCountry = (text: string) => {
    // Single digits are spoken already.
    if (/^\d(?: \d)+$/.test(text)) return text;
    const number = parsePhoneNumberFromString(text, country);
    if (!number?.isPossible()) return text;
    return text.startsWith('+') ? `${plus} ${said(number.formatInternational())}` : said(number.formatNational());
  };
  return (text) => text.replace(candidate, byCountry).replace(american, (_, area, exchange, line) => said(`${area} ${exchange} ${line}`));
}
