import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { makeFolder } from '../core/make-folder.ts';
import { settingsSchema } from './schema.ts';
import { defaultOf, isOptional, itemOf, metaOf, tableOf } from './schema-tree.ts';
import { tomlValue } from './toml-value.ts';

/**
 * The settings file of a first start. Prose stands behind "# ", what can be uncommented behind a bare "#":
 * with nothing uncommented the defaults hold, with everything uncommented it is a valid file of examples, but for the passwords,
 * which are empty and refused until they are filled in.
 */
export function settingsTemplate(): string {
  const entries = Object.entries(tableOf(settingsSchema) ?? {});
  return `${[
    '# Settings of Répondeur Intelligent. Uncomment (delete the leading #) what you want to change.',
    '# Telephone numbers are texts and need quotes: "+33 1 99 00 12 34". Passwords can be kept in files of their own: password_file = "…".',
    '# Every key can be set by an environment variable too: REPONDEUR_HTTP__PORT=8081. All keys: docs/settings.md',
    '',
    ...entries.filter(([, schema]) => !isSection(schema)).flatMap(([name, schema]) => keyLines(name, schema)),
    ...entries.filter(([, schema]) => isSection(schema)).flatMap(([name, schema]) => sectionLines(name, schema)),
  ].join('\n')}\n`;
}

/** Writes the template, readable by its owner alone, since passwords will be written into it. An existing file is left as it is; resolves with whether one was written. */
export async function createSettingsFile(path: string): Promise<boolean> {
  await makeFolder(dirname(path));
  try {
    await writeFile(path, settingsTemplate(), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isSection(schema: z.core.$ZodType): boolean {
  return (itemOf(schema) ?? tableOf(schema)) !== undefined;
}

function sectionLines(name: string, schema: z.core.$ZodType): string[] {
  const item = itemOf(schema);
  const header = item ? `[[${name}]]` : `[${name}]`;
  const keys = Object.entries(tableOf(item ?? schema) ?? {});
  return ['', `# ${metaOf(schema).description}`, `#${header}`, ...keys.flatMap(([key, inner]) => keyLines(key, inner))];
}

function keyLines(name: string, schema: z.core.$ZodType): string[] {
  const { description, defaultText, example, secret } = metaOf(schema);
  const fallback = plainDefault(schema);
  const note = defaultText ?? (fallback === undefined && !isOptional(schema) && !secret ? 'needed' : undefined);
  return [
    `# ${description}${note ? ` (${note === 'needed' ? 'needed' : `default: ${note}`})` : ''}`,
    `#${name} = ${tomlValue(secret ? '' : (example ?? fallback))}`,
  ];
}

/** The default as the file would have it; that of a table is made from its keys. */
export function plainDefault(schema: z.core.$ZodType): unknown {
  const shape = tableOf(schema);
  const fallback = defaultOf(schema);
  if (!shape || fallback === undefined) return fallback;
  return Object.fromEntries(Object.entries(shape).map(([key, inner]) => [key, plainDefault(inner)]));
}
