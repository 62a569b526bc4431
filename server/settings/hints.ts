import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { SettingsDocument } from './schema.ts';
import type { KeyMeta } from './schema-tree.ts';

/** What to write instead, where that can be told. */
export function hintOf(path: readonly PropertyKey[], value: unknown, document: SettingsDocument, meta: KeyMeta): string | undefined {
  if (path[0] === 'users' && path[2] === 'numbers' && path.length === 4) return phoneHint(path[1] as number, value, document);
  if (meta.secret && value === undefined) return `or give a file that holds it: ${String(path.at(-1))}_file = "…"`;
  if (typeof value === 'number' && meta.expected?.includes('in quotes')) return `write it in quotes: "${value}"`;
  if (typeof value === 'string' && meta.expected?.includes('without quotes')) return 'write it without quotes';
  return undefined;
}

function phoneHint(user: number, value: unknown, document: SettingsDocument): string | undefined {
  if (typeof value === 'number') return `write it in quotes: "+${value}"`;
  if (typeof value !== 'string') return undefined;
  const country = (document.users as { country?: unknown }[] | undefined)?.[user]?.country ?? 'FR';
  if (typeof country !== 'string' || !isSupportedCountry(country)) return undefined;
  const number = parsePhoneNumberFromString(value, country as CountryCode);
  return number?.isPossible() && !value.trim().startsWith('+') ? `as a number of ${country}: "${number.number}"` : undefined;
}
