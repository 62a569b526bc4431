import { type Rule, replace, spelled } from './rule.ts';

/** So many digits in a row are a file, an account or a registration, nobody's quantity. */
const fewestDigits = 7;
const quantity = String.raw`(?!\s?(?:[€$£%]|euros?|dollars?|livres?|pounds?|pence|centimes?|francs?)|[.,]?\d)`;

/**
 * Long numbers that name something, in groups as they are read out: account numbers (IBAN), VAT numbers, registrations and other long runs of digits.
 * `group` says one group of digits.
 */
export function references(group: (digits: string) => string): readonly Rule[] {
  const said = (groups: readonly string[]) => groups.map((part) => (/^\d+$/.test(part) ? group(part) : spelled(part))).join(', ');
  return [
    // An IBAN (ISO 13616): country, two check digits, groups of four.
    replace(/(?<![\p{L}\p{N}])([A-Z]{2})(\d{2})((?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?)(?![\p{L}\p{N}])/gu, (_, country, check, rest) =>
      said([country!, check!, ...(rest!.replaceAll(' ', '').match(/.{1,4}/g) ?? []).flatMap((four) => four.match(/\d+|[A-Z]+/g) ?? [])]),
    ),
    // A VAT number: country, then 8 to 12 digits.
    replace(/(?<![\p{L}\p{N}])([A-Z]{2}) ?(\d(?: ?\d){7,11})(?![\p{L}\p{N}]| ?\d)/gu, (_, country, digits) =>
      said([country!, ...vatGroups(digits!.replaceAll(' ', ''))]),
    ),
    replace(/(?<=SIRE[NT]\D{0,12})(\d{3}) ?(\d{3}) ?(\d{3})(?: ?(\d{5}))?(?![\d,]|\s\d)/g, (...groups) =>
      said(groups.slice(1, 5).filter((part) => part !== undefined)),
    ),
    replace(new RegExp(`(?<![\\p{L}\\p{N}.,+-])(\\d{${fewestDigits},})(?!\\p{L})${quantity}`, 'gu'), (_, digits) => said(threes(digits!))),
  ];
}

/** France has a key of two digits before the nine of the company. */
const vatGroups = (digits: string) => (digits.length === 11 ? [digits.slice(0, 2), ...threes(digits.slice(2))] : threes(digits));

/** In threes from the left; no single digit is left over. */
function threes(digits: string): string[] {
  return digits.match(/\d{4}$|\d{3}(?=\d{2})|\d{2,3}$/g) ?? [digits];
}
