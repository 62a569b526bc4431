import type { z } from 'zod';
import { settingsSchema } from './schema.ts';
import { isOptional, itemOf, metaOf, tableOf } from './schema-tree.ts';
import { plainDefault } from './template.ts';
import { tomlValue } from './toml-value.ts';

const head = `# Settings

<!-- Written by server/settings/reference.ts from the schema: node server/settings/write-reference.ts -->

\`config/repondeur.toml\` is written with comments at the first start of \`bin/repondeur up\`. It is TOML; telephone numbers are texts and need quotes.

- **Environment**: \`REPONDEUR_<SECTION>__<KEY>\` overrides a key: \`REPONDEUR_HTTP__PORT=8081\`, \`REPONDEUR_DATA_DIR=/srv/calls\`, \`REPONDEUR_USERS__0__EMAIL=julie@example.org\`.
  Lists are written as in TOML.
- **Secrets**: every password can be kept in a file: \`password_file = "/run/secrets/trunk"\` instead of \`password\`. White space around it is dropped.
- **Paths** are relative to the folder of the settings file; \`~/\` is the home folder.
- **Administrators** can change the file over the API (docs/api.md); its comments and order stay. \`log.level\` is taken over at once, all else at the next start.
- **Faults** are reported all at once, each with file, key, what is expected and what was found; the server does not start with one.
`;

/** docs/settings.md. A test holds the file to it. */
export function settingsReference(): string {
  const entries = Object.entries(tableOf(settingsSchema) ?? {});
  const single = entries.filter(([, schema]) => !itemOf(schema) && !tableOf(schema));
  const sections = entries.filter(([, schema]) => itemOf(schema) || tableOf(schema));
  return [head, table(single), ...sections.map(([name, schema]) => section(name, schema))].join('\n');
}

function section(name: string, schema: z.core.$ZodType): string {
  const item = itemOf(schema);
  const keys = Object.entries(tableOf(item ?? schema) ?? {});
  return `## ${item ? `[[${name}]]` : `[${name}]`}\n\n${metaOf(schema).description}\n\n${table(keys)}`;
}

function table(keys: [string, z.core.$ZodType][]): string {
  const rows = keys.map(([name, schema]) => {
    const { description, expected } = metaOf(schema);
    return `| \`${name}\` | ${cell(description)} | ${cell(expected)} | ${cell(defaultWords(schema))} |`;
  });
  return `| key | meaning | value | default |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

function defaultWords(schema: z.core.$ZodType): string {
  const { defaultText } = metaOf(schema);
  const fallback = plainDefault(schema);
  if (defaultText) return defaultText;
  if (fallback !== undefined) return `\`${tomlValue(fallback)}\``;
  return isOptional(schema) ? '' : '**needed**';
}

function cell(text = ''): string {
  return text.replaceAll('|', '\\|');
}
