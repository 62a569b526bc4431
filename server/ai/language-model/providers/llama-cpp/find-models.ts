import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RepondeurError } from '../../../../core/errors.ts';
import { checkModelFile } from './model-file.ts';

/** Which model does what. */
export interface MindModels {
  /** Understands and words replies while a caller waits. */
  live?: string;
  /** Sums up when a call is over; the live one does where there is none. */
  afterCall?: string;
}

/** The later files of a model that is cut into several belong to its first (llama.cpp, gguf-split). */
const laterPart = /-(?!00001)\d{5}-of-\d{5}\.gguf$/i;

/**
 * Which GGUF file of a models directory does what: those in the directory itself and in its folders. What is named in the settings is taken as it is. Else the smallest is
 * live, and the largest, when it is larger than that one, works after calls. Files that cannot talk (damaged, for embeddings, for pictures) are passed over.
 */
export async function findMinds(modelsDirectory: string, named: MindModels = {}): Promise<MindModels> {
  const files = await candidatesIn(modelsDirectory);
  files.sort((a, b) => a.bytes - b.bytes || (a.path < b.path ? -1 : 1));
  const live = named.live ?? files[0]?.path;
  if (live === undefined) return {};
  const liveBytes = files.find(({ path }) => path === live)?.bytes ?? (await bytesOf(live));
  const largest = files.findLast(({ path, bytes }) => path !== live && bytes > liveBytes);
  const afterCall = named.afterCall ?? largest?.path;
  return afterCall === undefined || afterCall === live ? { live } : { live, afterCall };
}

async function candidatesIn(directory: string): Promise<{ path: string; bytes: number }[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const paths: string[] = [];
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) paths.push(...(await readdir(path)).map((name) => join(path, name)));
    else paths.push(path);
  }
  const files = paths.filter((path) => /\.gguf$/i.test(path) && !laterPart.test(path));
  return (await Promise.all(files.map(whole))).filter((file) => file !== undefined);
}

/** Undefined when it cannot talk: doctor and `models check` say why. */
async function whole(path: string): Promise<{ path: string; bytes: number } | undefined> {
  try {
    return await checkModelFile(path);
  } catch (error) {
    if (error instanceof RepondeurError) return undefined;
    throw error;
  }
}

async function bytesOf(path: string): Promise<number> {
  return await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
