import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { billingFaults } from './billing-checks.ts';
import { type Fault, keyName, type SourceOf, valueAt } from './faults.ts';
import type { SettingsDocument } from './schema.ts';

/** Faults between keys. They are looked for in the document as written, so that they are found beside other faults: zod leaves its own such checks out where a key is wrong. */
export function crossCheck(document: SettingsDocument, sourceOf: SourceOf): Fault[] {
  return [
    ...duplicates(document, 'users', 'email', sourceOf, (value) => value.trim().toLowerCase()),
    ...duplicates(document, 'users', 'numbers', sourceOf, (value) => parsePhoneNumberFromString(value)?.number ?? value),
    ...duplicates(document, 'trunks', 'name', sourceOf, (value) => value.toLowerCase(), ['phones']),
    ...usersWithoutNumbers(document, sourceOf),
    ...samePort(document, sourceOf),
    ...portsForSound(document, sourceOf),
    ...pausesInOrder(document, sourceOf),
    ...trunksWithoutAccount(document, sourceOf),
    ...tooLongForSockets(document, sourceOf),
    ...halfCertificate(document, sourceOf),
    ...duplicates(document, 'plans', 'id', sourceOf, (value) => value),
    ...billingFaults(document, sourceOf),
  ];
}

/** Each value of a key may stand only once in all blocks of a list (and of further lists that share its names). */
function duplicates(
  document: SettingsDocument,
  list: string,
  key: string,
  sourceOf: SourceOf,
  canonical: (value: string) => string,
  alsoIn: readonly string[] = [],
): Fault[] {
  const places = new Map<string, string>();
  const faults: Fault[] = [];
  for (const { path, value } of [list, ...alsoIn].flatMap((name) => valuesOf(document, name, key))) {
    const first = places.get(canonical(value));
    if (first === undefined) places.set(canonical(value), keyName(path));
    else
      faults.push({
        source: sourceOf(path),
        key: keyName(path),
        expected: `a value that no other has`,
        found: `${JSON.stringify(value)}, as in ${first}`,
      });
  }
  return faults;
}

function valuesOf(document: SettingsDocument, list: string, key: string): { path: (string | number)[]; value: string }[] {
  const blocks = document[list];
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((_, index) => {
    const path = [list, index, key];
    const value = valueAt(document, path);
    if (typeof value === 'string') return [{ path, value }];
    if (!Array.isArray(value)) return [];
    return value.flatMap((item, at) => (typeof item === 'string' ? [{ path: [...path, at], value: item }] : []));
  });
}

/** With several users the number decides whose call it is. */
function usersWithoutNumbers(document: SettingsDocument, sourceOf: SourceOf): Fault[] {
  const blocks = document.users;
  if (!Array.isArray(blocks) || blocks.length < 2) return [];
  return blocks.flatMap((block, index) => {
    const numbers = valueAt(block, ['numbers']);
    if (numbers !== undefined && !(Array.isArray(numbers) && numbers.length === 0)) return [];
    const path = ['users', index, 'numbers'];
    return [{ source: sourceOf(path), key: keyName(path), expected: 'at least one number, as there are several users', found: 'none' }];
  });
}

function samePort(document: SettingsDocument, sourceOf: SourceOf): Fault[] {
  const ours = valueAt(document, ['http', 'port']) ?? 8080;
  const theirs = valueAt(document, ['asterisk', 'http_port']) ?? 8088;
  if (ours !== theirs) return [];
  return [{ source: sourceOf(['asterisk', 'http_port']), key: 'asterisk.http_port', expected: 'another port than http.port', found: String(theirs) }];
}

function portsForSound(document: SettingsDocument, sourceOf: SourceOf): Fault[] {
  const path = ['asterisk', 'rtp_end'];
  const start = valueAt(document, ['asterisk', 'rtp_start']) ?? 10_000;
  const end = valueAt(document, path) ?? 10_200;
  if (typeof start !== 'number' || typeof end !== 'number' || end > start) return [];
  return [{ source: sourceOf(path), key: keyName(path), expected: 'a port above rtp_start', found: `${end}, where rtp_start is ${start}` }];
}

function pausesInOrder(document: SettingsDocument, sourceOf: SourceOf): Fault[] {
  const path = ['assistant', 'end_of_turn_ms', 'most'];
  const least = valueAt(document, ['assistant', 'end_of_turn_ms', 'least']) ?? 200;
  const most = valueAt(document, path) ?? 2_600;
  if (typeof least !== 'number' || typeof most !== 'number' || most >= least) return [];
  return [{ source: sourceOf(path), key: keyName(path), expected: 'as much as least, or more', found: `${most}, where least is ${least}` }];
}

function trunksWithoutAccount(document: SettingsDocument, sourceOf: SourceOf): Fault[] {
  const blocks = document.trunks;
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((block, index) => {
    if (valueAt(block, ['register']) !== true || valueAt(block, ['username']) !== undefined) return [];
    const path = ['trunks', index, 'username'];
    return [{ source: sourceOf(path), key: keyName(path), expected: 'the account at the provider, as register = true', found: 'nothing' }];
  });
}

function halfCertificate(document: SettingsDocument, sourceOf: SourceOf): Fault[] {
  const pair = [
    ['http', 'tls_certificate'],
    ['http', 'tls_key'],
  ];
  const missing = pair.filter((path) => valueAt(document, path) === undefined);
  if (missing.length !== 1) return [];
  return missing.map((path) => ({ source: sourceOf(path), key: keyName(path), expected: 'certificate and key together', found: 'nothing' }));
}

/** The path of a Unix socket has 107 bytes at most (unix(7)); the longest here is asterisk/run/asterisk.ctl. */
const longestDataDir = 80;

function tooLongForSockets(document: SettingsDocument, sourceOf: SourceOf): Fault[] {
  const path = ['data_dir'];
  const value = valueAt(document, path);
  if (typeof value !== 'string' || Buffer.byteLength(value) <= longestDataDir) return [];
  const expected = `a path of at most ${longestDataDir} bytes, since sockets are made in it`;
  return [{ source: sourceOf(path), key: keyName(path), expected, found: `${JSON.stringify(value)} with ${Buffer.byteLength(value)}` }];
}
