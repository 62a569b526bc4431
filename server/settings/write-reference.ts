import { mkdir, writeFile } from 'node:fs/promises';
import { settingsReference } from './reference.ts';

/** Run by hand after a change of the schema: node server/settings/write-reference.ts */
const docs = new URL('../../docs/', import.meta.url);
await mkdir(docs, { recursive: true });
await writeFile(new URL('settings.md', docs), settingsReference());
