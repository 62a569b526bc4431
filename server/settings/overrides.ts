import { parse } from 'smol-toml';
import { z } from 'zod';
import { type Fault, keyName } from './faults.ts';
import { type SettingsDocument, settingsSchema } from './schema.ts';
import { coreOf, itemOf, metaOf, schemaAt, tableOf } from './schema-tree.ts';

const prefix = 'REPONDEUR_';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Overrides {
  /** The variable that each overridden key came from, by key name. */
  variables: ReadonlyMap<string, string>;
  faults: Fault[];
}

/**
 * Lets REPONDEUR_SECTION__KEY variables override the document, in place: REPONDEUR_HTTP__PORT=8081, REPONDEUR_DATA_DIR=/srv/calls,
 * REPONDEUR_USERS__0__EMAIL=julie@example.org. Lists and tables are written as in TOML. Variables without "__" that name no key are someone else's.
 */
export function applyOverrides(document: SettingsDocument, environment: Environment): Overrides {
  const variables = new Map<string, string>();
  const faults: Fault[] = [];
  for (const [variable, value] of Object.entries(environment).sort()) {
    if (!variable.startsWith(prefix) || value === undefined) continue;
    const name = variable.slice(prefix.length).toLowerCase();
    if (!name.includes('__') && !tableOf(settingsSchema)?.[name]) {
      const meant = misspelt(name);
      if (meant) faults.push({ source: 'environment', key: variable, expected: meant, found: variable });
      continue;
    }
    const path = name.split('__').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    if (setAt(document, path, meantBy(value, path))) variables.set(keyName(path), variable);
    else
      faults.push({ source: `environment variable ${variable}`, key: keyName(path), expected: 'a key that the settings have', found: keyName(path) });
  }
  return { variables, faults };
}

/** REPONDEUR_HTTP_PORT: one underscore where two are needed. */
function misspelt(name: string): string | undefined {
  for (const [section, schema] of Object.entries(tableOf(settingsSchema) ?? {})) {
    const key = name.startsWith(`${section}_`) ? name.slice(section.length + 1) : '';
    if (tableOf(schema)?.[key]) return `${prefix}${section.toUpperCase()}__${key.toUpperCase()} (two underscores after the section)`;
  }
  return undefined;
}

/** Variables are texts; the schema says what is meant. What cannot be read stays a text, and the validation reports it. */
export function meantBy(value: string, path: readonly PropertyKey[]): unknown {
  const schema = schemaAt(settingsSchema, path);
  const core = schema && coreOf(schema);
  if (!core || core instanceof z.ZodString || metaOf(core).secret) return value;
  if (core instanceof z.ZodNumber) return /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  if (core instanceof z.ZodBoolean) return ({ true: true, false: false, 1: true, 0: false } as Record<string, boolean>)[value.trim()] ?? value;
  if (!itemOf(core) && !tableOf(core)) return value;
  try {
    return parse(`value = ${value}`).value;
  } catch {
    // Not TOML: the validation reports the text as it is.
    return value;
  }
}

/** Sets a key, making tables and list items on the way; false when something else is in the way, or a list would get a hole. */
function setAt(document: SettingsDocument, path: readonly (string | number)[], value: unknown): boolean {
  if (path.includes('')) return false;
  let at: unknown = document;
  for (const [depth, key] of path.entries()) {
    if (Array.isArray(at) ? typeof key !== 'number' || key > at.length : typeof at !== 'object' || at === null || typeof key === 'number')
      return false;
    const table = at as Record<PropertyKey, unknown>;
    if (depth === path.length - 1) table[key] = value;
    else table[key] ??= typeof path[depth + 1] === 'number' ? [] : {};
    at = table[key];
  }
  return true;
}
