import { type CountryCode, getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/** A number for people, and for the link that dials it. */
export interface ShownNumber {
  /** National within the user's country, else international; as it came when it cannot be read. */
  shown: string;
  /** RFC 3966: "tel:+33199001234"; null when it cannot be dialled from anywhere. */
  link: string | null;
}

export function shownNumber(number: string, country: string): ShownNumber {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed?.isPossible()) return { shown: number, link: null };
  const home = isSupportedCountry(country) && getCountryCallingCode(country as CountryCode) === parsed.countryCallingCode;
  return { shown: home ? parsed.formatNational() : parsed.formatInternational(), link: `tel:${parsed.number}` };
}
