import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';

/** E.164 where the network's spelling can be read as such, else as it is; a withheld number is null. */
export function normalisedNumber(number: string | null, country: string): string | null {
  if (number === null || !/\d/.test(number)) return null;
  const parsed = parsePhoneNumberFromString(number, country as CountryCode);
  return parsed?.isPossible() ? parsed.number : number;
}
