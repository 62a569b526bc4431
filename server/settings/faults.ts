import type { z } from 'zod';
import { RepondeurError } from '../core/errors.ts';
import { hintOf } from './hints.ts';
import { type SettingsDocument, settingsSchema } from './schema.ts';
import { coreOf, itemOf, metaOf, schemaAt, tableOf } from './schema-tree.ts';
import { nearest } from './spelling.ts';

/** One thing wrong with the settings. */
export interface Fault {
  /** The file, or "environment variable …". */
  source: string;
  /** Where in it: "users[0].numbers[1]", or "line 3, column 9". */
  key: string;
  expected: string;
  found: string;
  hint?: string;
}

/** All that is wrong with the settings, at once. */
export class SettingsError extends RepondeurError {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super('bad-settings', [heading(faults.length), ...faults.map((fault) => `  ${sentence(fault)}`)].join('\n'));
    this.name = 'SettingsError';
    this.faults = faults;
  }
}

/** Gives the file or variable that a key came from. */
export type SourceOf = (path: readonly PropertyKey[]) => string;

/** The faults of a document, from what zod found. An unknown key is one fault each. */
export function faultsOf(issues: readonly z.core.$ZodIssue[], document: SettingsDocument, sourceOf: SourceOf): Fault[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [wrongValue(issue, document, sourceOf)];
    return issue.keys.map((key) => unknownKey([...issue.path, key], sourceOf([...issue.path, key])));
  });
}

export function keyName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => (typeof key === 'number' ? `${name}[${key}]` : `${name}${name && '.'}${String(key)}`), '');
}

/** The value in a TOML-like spelling and its kind, for people; never that of a secret. */
export function described(value: unknown, secret: boolean): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return secret ? 'a text that does not fit' : JSON.stringify(value);
  const kind = Array.isArray(value) ? 'a list' : value instanceof Date ? 'a date' : typeof value === 'object' ? 'a table' : `the ${typeof value}`;
  return secret || typeof value === 'object' ? kind : `${kind} ${String(value)}`;
}

export function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined), document);
}

function wrongValue(issue: z.core.$ZodIssue, document: SettingsDocument, sourceOf: SourceOf): Fault {
  const schema = schemaAt(settingsSchema, issue.path);
  const meta = schema ? metaOf(schema) : {};
  const params = issue.code === 'custom' ? (issue.params as { expected?: string } | undefined) : undefined;
  const value = valueAt(document, issue.path);
  const expected = params?.expected ?? meta.expected ?? (schema && tableOf(schema) ? `a table [${keyName(issue.path)}]` : kindOf(schema, issue));
  const fault: Fault = { source: sourceOf(issue.path), key: keyName(issue.path), expected, found: described(value, meta.secret ?? false) };
  const hint = hintOf(issue.path, value, document, meta);
  return hint ? { ...fault, hint } : fault;
}

function kindOf(schema: z.core.$ZodType | undefined, issue: z.core.$ZodIssue): string {
  return schema && coreOf(schema)._zod.def.type === 'array' ? `one or more blocks [[${keyName(issue.path)}]]` : issue.message;
}

function unknownKey(path: readonly PropertyKey[], source: string): Fault {
  const key = String(path.at(-1));
  const parent = schemaAt(settingsSchema, path.slice(0, -1));
  const known = Object.entries((parent && tableOf(parent)) ?? {}).flatMap(([name, schema]) =>
    metaOf(schema).secret ? [name, `${name}_file`] : [name],
  );
  const near = nearest(key, known);
  const fault = { source, key: keyName(path), expected: `one of ${known.join(', ')}`, found: `the unknown key "${key}"` };
  const homes = sectionsWith(key);
  if (homes.length > 0) return { ...fault, hint: `it belongs below ${homes.join(' or ')}: that line must be there without "#"` };
  return near ? { ...fault, hint: `did you mean "${near}"?` } : fault;
}

/** In the file of the first start each section begins with a comment: who uncomments a key alone puts it into the section above. */
function sectionsWith(key: string): string[] {
  return Object.entries(tableOf(settingsSchema) ?? {}).flatMap(([name, schema]) => {
    const item = itemOf(schema);
    const keys = tableOf(item ?? schema) ?? {};
    return Object.hasOwn(keys, key) ? [item ? `[[${name}]]` : `[${name}]`] : [];
  });
}

function heading(count: number): string {
  return count === 1 ? 'The settings have a fault:' : `The settings have ${count} faults:`;
}

function sentence({ source, key, expected, found, hint }: Fault): string {
  return `${source}: ${key}: expected ${expected}; found ${found}${hint ? ` – ${hint}` : ''}`;
}
