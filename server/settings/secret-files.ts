import { readFile, stat } from 'node:fs/promises';
import { type VisitedKey, visitKeys } from './document-walk.ts';
import { described, type Fault, keyName, type SourceOf } from './faults.ts';
import { absolute, type Places } from './paths.ts';
import type { SettingsDocument } from './schema.ts';

/** Larger files are no passwords: a wrong path must not be read whole into memory. */
const maxSecretBytes = 64 * 1024;

/**
 * Puts the content of each `<secret>_file` in the place of its secret, in place: password_file = "/run/secrets/trunk" gives `password`.
 * White space around the content is dropped, as editors end files with a line break.
 */
export async function readSecretFiles(
  document: SettingsDocument,
  places: Places,
  sourceOf: SourceOf,
  warn: (warning: string) => void,
): Promise<Fault[]> {
  const wanted: VisitedKey[] = [];
  visitKeys(document, (key) => {
    if (key.meta.secret && key.table[`${key.name}_file`] !== undefined) wanted.push(key);
  });
  const faults = await Promise.all(wanted.map((key) => readOne(key, places, sourceOf, warn)));
  return faults.filter((fault) => fault !== undefined);
}

async function readOne(
  { path, table, name }: VisitedKey,
  places: Places,
  sourceOf: SourceOf,
  warn: (warning: string) => void,
): Promise<Fault | undefined> {
  const fileKey = [...path.slice(0, -1), `${name}_file`];
  const value = table[`${name}_file`];
  delete table[`${name}_file`];
  const inline = table[name];
  // Keeps a fault of the file from being followed by "password is missing".
  table[name] = 'unreadable';
  const fault = (expected: string, found: string): Fault => ({ source: sourceOf(fileKey), key: keyName(fileKey), expected, found });
  if (inline !== undefined) return fault(`either ${name} or ${name}_file`, 'both');
  if (typeof value !== 'string') return fault('the path of a file in quotes', described(value, false));
  const file = absolute(value, places);
  try {
    const { mode, size } = await stat(file);
    if (size > maxSecretBytes) return fault('a file that holds one secret', `${file} with ${size} bytes`);
    if (mode & 0o004) warn(`${file} can be read by every user of this machine: chmod 600 ${file}`);
    const content = (await readFile(file, 'utf8')).trim();
    if (content === '') return fault('a file that holds a secret', `${file}, which is empty`);
    table[name] = content;
    return undefined;
  } catch (error) {
    return fault('a file that can be read', `${file} (${(error as NodeJS.ErrnoException).code})`);
  }
}
