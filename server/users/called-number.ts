import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * What a dialled number may mean in E.164. Trunks write +33199001234, 33199001234, 0033199001234, 0199001234 or a SIP address with any of them as
 * its user part (RFC 3261, section 19.1.1), and several can be read in two ways: each reading is tried, the likelier first.
 */
export function calledNumbers(dialled: string, country: string): string[] {
  const digits = userPart(dialled).replace(/[^\d+]/g, '');
  if (!/\d/.test(digits)) return [];
  const region = isSupportedCountry(country) ? (country as CountryCode) : undefined;
  const spellings = [digits, `+${digits.replace(/^[+0]+/, '')}`];
  const numbers = spellings.map((spelling) => parsePhoneNumberFromString(spelling, region)).filter((number) => number?.isPossible());
  return [...new Set(numbers.map((number) => number?.number as string))];
}

/** "sip:+33199001234;phone-context=x@host;user=phone" → "+33199001234"; anything else stays as it is. */
function userPart(dialled: string): string {
  const address = /^<?(?:sips?|tel):([^@>;?]+)/i.exec(dialled.trim());
  return decodePlus(address?.[1] ?? dialled.split('@')[0] ?? '');
}

function decodePlus(text: string): string {
  return text.replace(/%2B/gi, '+');
}
