import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * E.164 where the network's spelling can be read as such, else as it is; a withheld number is null. Digits without a country are read as the user's
 * only when they are a number there: a French 06… that rings in England is kept as it came.
 */
export function normalisedNumber(number: string | null, country: string): string | null {
  if (number === null || !/\d/.test(number)) return null;
  const parsed = parsePhoneNumberFromString(number, country as CountryCode);
  const readable = number.startsWith('+') ? parsed?.isPossible() : parsed?.isValid();
  return parsed && readable ? parsed.number : number;
}
