import type { z } from 'zod';
import { type SettingsDocument, settingsSchema } from './schema.ts';
import { itemOf, type KeyMeta, metaOf, tableOf } from './schema-tree.ts';

export interface VisitedKey {
  path: (string | number)[];
  meta: KeyMeta;
  /** The table that the key is, or could be, in. */
  table: Record<string, unknown>;
  name: string;
}

/** Visits every key that the schema has in every table that the document has; the visitor may change the table. */
export function visitKeys(document: SettingsDocument, visit: (key: VisitedKey) => void): void {
  walk(settingsSchema, document, [], visit);
}

function walk(schema: z.core.$ZodType, value: unknown, path: (string | number)[], visit: (key: VisitedKey) => void): void {
  const item = itemOf(schema);
  if (item && Array.isArray(value)) for (const [index, inner] of value.entries()) walk(item, inner, [...path, index], visit);
  const shape = tableOf(schema);
  if (!shape || typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const table = value as Record<string, unknown>;
  for (const [name, inner] of Object.entries(shape)) {
    visit({ path: [...path, name], meta: metaOf(inner), table, name });
    walk(inner, table[name], [...path, name], visit);
  }
}
