import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { RepondeurError } from '../../core/errors.ts';
import { languages } from '../../core/language.ts';
import { type InstalledFile, type InstalledModel, type InstalledRecord, modelKinds, type OnProgress } from '../contract.ts';
import { digestOf } from '../digest.ts';
import { storageFault } from '../disk-space.ts';
import { recordName } from './places.ts';
import { entriesOf } from './replace.ts';

const digest = z.object({ algorithm: z.enum(['md5', 'sha256', 'git-sha1']), hex: z.string() });

const recordForm = z.object({
  version: z.literal(1),
  kind: z.enum(modelKinds),
  name: z.string(),
  languages: z.array(z.enum(languages)),
  quality: z.string(),
  source: z.string(),
  licence: z.string(),
  card: z.string().nullable(),
  installedAt: z.string(),
  fetched: z.array(z.object({ url: z.string(), bytes: z.int(), digest })),
  files: z.array(z.object({ path: z.string(), bytes: z.int(), sha256: z.string() })),
});

/** Size and SHA-256 of every file of a model, by path. */
export async function filesOf(folder: string, onProgress: OnProgress, signal?: AbortSignal): Promise<InstalledFile[]> {
  const paths = (await readdir(folder, { withFileTypes: true, recursive: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  const bytesTotal = sizes.reduce((sum, bytes) => sum + bytes, 0);
  let bytesDone = 0;
  const onBytes = (bytes: number) => onProgress({ phase: 'install', bytesDone: (bytesDone += bytes), bytesTotal });
  const files: InstalledFile[] = [];
  for (const [index, path] of paths.entries()) {
    const bytes = sizes[index]!;
    files.push({ path: relative(folder, path).split(sep).join('/'), bytes, sha256: await digestOf(path, 'sha256', bytes, { signal, onBytes }) });
  }
  return files;
}

/** The record in a model's folder; undefined when it was put there by hand. Rejects with 'bad-input' when the record is damaged. */
export async function readRecord(folder: string): Promise<InstalledRecord | undefined> {
  let text: string;
  try {
    text = await readFile(join(folder, recordName), 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw storageFault(error, folder);
  }
  try {
    return recordForm.parse(JSON.parse(text));
  } catch (cause) {
    throw new RepondeurError('bad-input', `${join(folder, recordName)} is damaged: remove the model and add it again`, { cause });
  }
}

export interface Installed {
  models: InstalledModel[];
  /** Names of folders and files that somebody put there by hand: they are used, but there is nothing to check them against. */
  byHand: string[];
  /** Records that cannot be read, by the names of their folders. */
  faults: { name: string; error: RepondeurError }[];
}

/** What is in a directory of models or voices. One that is not there is empty. */
export async function installedModels(directory: string): Promise<Installed> {
  const found: Installed = { models: [], byHand: [], faults: [] };
  for (const name of (await entriesOf(directory)).sort()) {
    if (name.startsWith('.')) continue;
    const path = join(directory, name);
    try {
      const record = await readRecord(path);
      // Its folder may have been renamed since: that is the name it is known by now.
      if (record) found.models.push({ path, bytes: record.files.reduce((sum, { bytes }) => sum + bytes, 0), record: { ...record, name } });
      else found.byHand.push(name);
    } catch (error) {
      if (!(error instanceof RepondeurError)) throw error;
      found.faults.push({ name, error });
    }
  }
  return found;
}
