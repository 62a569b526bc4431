import { isIP } from 'node:net';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import { isTimeZone } from '../core/time-zone.ts';
import type { KeyMeta } from './schema-tree.ts';
import { Secret } from './secret.ts';

/**
 * The kinds of value that settings have. Each says what it expects in one phrase, which a fault repeats.
 * `meta` must come last: zod keeps it for exactly the schema that it was called on.
 */
export const describe = <T extends z.ZodType>(schema: T, description: string, meta: KeyMeta = {}): T =>
  schema.meta({ ...(schema.meta() as KeyMeta | undefined), ...meta, description });

export const text = () => expecting(z.string().trim().min(1), 'a text in quotes');

export const flag = () => expecting(z.boolean(), 'true or false, without quotes');

export const whole = (min: number, max: number, unit = '') =>
  expecting(z.int().min(min).max(max), `a whole number${unit && ` of ${unit}`}, ${min} to ${max}, without quotes`);

export const decimal = (min: number, max: number) => expecting(z.number().min(min).max(max), `a number, ${min} to ${max}, without quotes`);

export const port = () => expecting(z.int().min(1).max(65_535), 'a port, 1 to 65535, without quotes');

export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  expecting(z.enum(values), values.map((value) => `"${value}"`).join(' or '));

/** A name that becomes the name of a section or a file: no spaces, no accents. */
export const slug = () =>
  expecting(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/), 'a short name of letters, digits, "-" and "_" in quotes, such as "office-1"');

/** The switch has sections of its own beside those of the phones. */
export const phoneName = () =>
  expecting(
    z.string().regex(/^(?!loopback$|trunk-)[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/),
    'a short name of letters, digits, "-" and "_" in quotes, such as "desk"; not "loopback", and none that begins with "trunk-"',
  );

export const path = () => expecting(z.string().trim().min(1), 'the path of a file or folder in quotes', { path: true });

export const host = () => expecting(z.string().regex(/^[A-Za-z0-9.:_-]+$/), 'a host name or an IP address in quotes, such as "sip.example.org"');

/** An address or a network in CIDR form. */
export const network = () => expecting(z.string().refine(isNetwork), 'an IP address or a network in quotes, such as "10.0.0.0/8"');

/** Scheme, host and port; no path. */
export const webAddress = () =>
  expecting(
    z
      .string()
      .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).origin === value.replace(/\/$/, '')),
    'a web address without a path in quotes, such as "https://repondeur.example.org"',
  ).transform((value) => value.replace(/\/$/, ''));

export const email = () => expecting(z.email(), 'an e-mail address in quotes, such as "julie@example.org"');

/** Text in the file, a {@link Secret} in the program. */
export const secret = (minLength = 1) =>
  expecting(
    z
      .string()
      .min(minLength)
      .refine((value) => !hasControlCharacter(value), 'no control characters'),
    minLength > 1 ? `a text of at least ${minLength} characters in quotes` : 'a text in quotes',
    { secret: true },
  ).transform((value) => new Secret(value));

/** E.164 in the program ("+33199001234"); spaces, dots and brackets are allowed in the file. */
export const phoneNumber = () =>
  expecting(
    z.string().refine((value) => e164(value) !== undefined),
    'a phone number in international form in quotes, such as "+33 1 99 00 12 34"',
  ).transform((value) => e164(value) ?? value);

export const country = () =>
  expecting(
    z.string().refine((value) => isSupportedCountry(value)),
    'a country as two capital letters in quotes (ISO 3166), such as "FR"',
  );

/** ISO 4217, as the program's own list of currencies has it. */
export const currency = () =>
  expecting(
    z.string().refine((value) => Intl.supportedValuesOf('currency').includes(value)),
    'a currency as three capital letters in quotes (ISO 4217), such as "EUR"',
  );

export const timeZone = () => expecting(z.string().refine(isTimeZone), 'a time zone in quotes (IANA), such as "Europe/Paris"');

function expecting<T extends z.ZodType>(schema: T, expected: string, meta: KeyMeta = {}): T {
  return schema.meta({ ...meta, expected });
}

/** Possible, not assigned: the numbers kept for fiction and tests (+33 1 99 00 …) are accepted. */
function e164(value: string): string | undefined {
  if (!value.trim().startsWith('+')) return undefined;
  const number = parsePhoneNumberFromString(value.trim());
  return number?.isPossible() ? number.number : undefined;
}

function hasControlCharacter(value: string): boolean {
  return [...value].some((character) => character < ' ' || character === '\u007f');
}

function isNetwork(value: string): boolean {
  const [address = '', bits, ...more] = value.split('/');
  if (isIP(address) === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128));
}
