import { type CountryCode, getCountryCallingCode, isSupportedCountry, type PhoneNumber } from 'libphonenumber-js';
import type { Language } from '../../core/language.ts';
import { parsePhone } from './phone.ts';

/** English says digits one by one in groups of up to four; French says numbers of two or three digits. */
const longestGroup: Readonly<Record<Language, number>> = { fr: 3, en: 5 };

/**
 * A number as people of its country say it, ready to be spoken: French pairs "06, 12, 34, 56, 78"; English digits "0 7 7 0 0, 9 0 0, 4 6 1".
 * Numbers of another country than the host's keep their country code: "plus 32, 478, 12, 34, 56".
 */
export function spokenPhone(phone: string, country: string, language: Language): string {
  const number = parsePhone(phone, country);
  const abroad = number !== null && !isCountry(number, country);
  const written = number ? (abroad ? number.formatInternational() : number.formatNational()) : phone;
  const groups = (written.match(/\d+/g) ?? []).flatMap((group) => parted(group, language));
  const spoken = groups.map((group) => said(group, language)).join(', ');
  return abroad ? `plus ${spoken}` : spoken;
}

/** The last two digits, as they are said. */
export function spokenEnding(phone: string, language: Language): string {
  return said(phone.slice(-2), language);
}

/** Compared by calling code: Guernsey's mobile numbers are dialled as those of Great Britain. */
function isCountry(number: PhoneNumber, country: string): boolean {
  return isSupportedCountry(country) && getCountryCallingCode(country as CountryCode) === number.countryCallingCode;
}

function parted(group: string, language: Language): string[] {
  if (group.length <= longestGroup[language]) return [group];
  const size = group.length % 3 === 0 ? 3 : 2;
  const first = group.length % size || size;
  return [group.slice(0, first), ...(group.slice(first).match(new RegExp(`.{${size}}`, 'g')) ?? [])];
}

const said = (group: string, language: Language) => (language === 'en' ? [...group].join(' ') : group);

/** As it is written in its country ("06 12 34 56 78"), or with the country code when the country is not known to the reader. */
export function writtenPhone(phone: string, country?: string): string {
  const number = parsePhone(phone, country ?? '');
  if (!number) return phone;
  return country === undefined || isCountry(number, country) ? number.formatNational() : number.formatInternational();
}
