import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { asError } from '../core/errors.ts';
import { billingWarnings } from './billing-checks.ts';
import { camelKeys } from './camel-case.ts';
import { crossCheck } from './cross-checks.ts';
import { visitKeys } from './document-walk.ts';
import { type Fault, faultsOf, keyName, SettingsError, type SourceOf } from './faults.ts';
import { homeOf } from './home.ts';
import { applyOverrides, type Environment } from './overrides.ts';
import { fillPaths, type Places } from './paths.ts';
import { type Settings, type SettingsDocument, settingsSchema } from './schema.ts';
import { readSecretFiles } from './secret-files.ts';
import { parseToml } from './toml.ts';

export interface LoadOptions {
  /** The settings file. */
  path: string;
  /** The environment variables: HOME and REPONDEUR_… are read. */
  env: Environment;
  runsAsRoot?: boolean;
  /** What faults call the file; default `path`. */
  shown?: string;
  /** Is given each thing that works but is unwise, as a sentence. */
  warn?: (warning: string) => void;
}

/** Reads the settings: file, then environment, then secret files, then defaults. Rejects with a SettingsError that names all faults at once. */
export async function loadSettings({
  path,
  env,
  shown = path,
  runsAsRoot = process.getuid?.() === 0,
  warn = () => {},
}: LoadOptions): Promise<Settings> {
  const file = resolve(path);
  const { document, faults, unread } = parseToml(await textOf(file, shown), shown);
  // Below a block header that cannot be read, keys would be reported in the wrong block.
  if (unread.some((line) => line.trim().startsWith('['))) throw new SettingsError(faults);
  const places = { folder: dirname(file), home: homeOf(env), runsAsRoot };
  await warnOfOpenFile(file, document, warn);
  return await checkDocument(document, { source: shown, places, env, warn, faults, unread });
}

/** The settings of a document that is in memory: for demo and tests. Throws like {@link loadSettings}. */
export async function settingsFrom(document: SettingsDocument, places: Places): Promise<Settings> {
  return await checkDocument(structuredClone(document), { source: 'settings', places, env: {}, warn: () => {}, faults: [], unread: [] });
}

interface Check {
  source: string;
  places: Places;
  env: Environment;
  warn: (warning: string) => void;
  faults: Fault[];
  unread: string[];
}

async function checkDocument(document: SettingsDocument, { source, places, env, warn, faults, unread }: Check): Promise<Settings> {
  const overrides = applyOverrides(document, env);
  const sourceOf: SourceOf = (path) => variableOf(path, overrides.variables) ?? source;
  const secretFaults = await readSecretFiles(document, places, sourceOf, warn);
  fillPaths(document, places);
  const result = settingsSchema.safeParse(document);
  const wrong = result.success ? [] : faultsOf(result.error.issues, document, sourceOf).filter((fault) => !wasOnUnreadLine(fault, unread));
  const all = [...faults, ...overrides.faults, ...secretFaults, ...wrong, ...crossCheck(document, sourceOf)];
  if (all.length > 0 || !result.success) throw new SettingsError(all);
  const settings = camelKeys<z.output<typeof settingsSchema>>(result.data);
  for (const warning of billingWarnings(settings)) warn(warning);
  return settings;
}

async function textOf(file: string, shown: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = asError(error) as NodeJS.ErrnoException;
    const found = code === 'ENOENT' ? 'no such file' : message;
    const hint = code === 'ENOENT' ? 'bin/repondeur up writes one with comments at its first start' : undefined;
    throw new SettingsError([{ source: shown, key: 'file', expected: 'a settings file that can be read', found, ...(hint && { hint }) }]);
  }
}

async function warnOfOpenFile(file: string, document: SettingsDocument, warn: (warning: string) => void): Promise<void> {
  const secrets: string[] = [];
  visitKeys(document, ({ path, meta, table, name }) => {
    if (meta.secret && table[name] !== undefined) secrets.push(keyName(path));
  });
  const { mode } = await stat(file);
  if (secrets.length > 0 && mode & 0o004)
    warn(`${file} holds ${secrets.join(', ')} and can be read by every user of this machine: chmod 600 ${file}`);
}

/** The variable that set the key, or the table or list that it is in. */
function variableOf(path: readonly PropertyKey[], variables: ReadonlyMap<string, string>): string | undefined {
  for (let length = path.length; length > 0; length--) {
    const variable = variables.get(keyName(path.slice(0, length)));
    if (variable) return `environment variable ${variable}`;
  }
  return undefined;
}

/** A key that is missing only because its line could not be read has been reported already. */
function wasOnUnreadLine({ key, found }: Fault, unread: readonly string[]): boolean {
  const name =
    key
      .split('.')
      .at(-1)
      ?.replace(/\[\d+\]$/, '') ?? key;
  return found === 'nothing' && unread.some((line) => line.includes(name));
}
