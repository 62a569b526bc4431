import type { z } from 'zod';
import { keyName, valueAt } from './faults.ts';
import { applyOverrides, type Environment } from './overrides.ts';
import { type SettingsDocument, settingsSchema } from './schema.ts';
import { itemOf, type KeyMeta, metaOf, tableOf } from './schema-tree.ts';
import { plainDefault } from './template.ts';
import { parseToml } from './toml.ts';

export type SettingPath = readonly (string | number)[];

/** One key that can be set, and what it is now. */
export interface Setting {
  path: SettingPath;
  /** "http.port", "trunks[0].host". */
  key: string;
  meta: KeyMeta;
  /** As the file or the environment has it, else the default; undefined for secrets, and for what has none. */
  value: unknown;
  fallback: unknown;
  /** Where the value is from; `secret-file`: the file that `<key>_file` names. */
  source: 'default' | 'file' | 'environment' | 'secret-file';
  /** The variable that sets it. */
  variable?: string;
}

/** Every key that the schema has, with the blocks that the document has. Throws nothing: the text is one that was loaded. */
export function settingsOf(text: string, env: Environment): Setting[] {
  const { document } = parseToml(text, 'settings');
  const fromFile = structuredClone(document);
  const { variables } = applyOverrides(document, env);
  return leaves(settingsSchema, document, []).map(({ path, schema }) => settingAt(path, schema, document, fromFile, variables));
}

function settingAt(
  path: SettingPath,
  schema: z.core.$ZodType,
  document: SettingsDocument,
  fromFile: SettingsDocument,
  variables: ReadonlyMap<string, string>,
): Setting {
  const meta = metaOf(schema);
  const key = keyName(path);
  const value = valueAt(document, path);
  const file = meta.secret && valueAt(document, [...path.slice(0, -1), `${path.at(-1)}_file`]) !== undefined;
  const variable = path.map((_, index) => variables.get(keyName(path.slice(0, index + 1)))).find((name) => name !== undefined);
  const source = variable ? 'environment' : file ? 'secret-file' : valueAt(fromFile, path) === undefined ? 'default' : 'file';
  const fallback = plainDefault(schema);
  return { path, key, meta, value: meta.secret ? undefined : (value ?? fallback), fallback, source, ...(variable && { variable }) };
}

function leaves(schema: z.core.$ZodType, value: unknown, path: SettingPath): { path: SettingPath; schema: z.core.$ZodType }[] {
  const item = itemOf(schema);
  if (item && tableOf(item)) return (Array.isArray(value) ? value : []).flatMap((inner, index) => leaves(item, inner, [...path, index]));
  const shape = tableOf(schema);
  if (!shape) return [{ path, schema }];
  return Object.entries(shape).flatMap(([name, inner]) => leaves(inner, valueAt(value, [name]), [...path, name]));
}
