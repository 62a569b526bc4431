import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { asError, RepondeurError } from '../../core/errors.ts';
import { type Language, languages } from '../../core/language.ts';

/** Directories of models, one for each language that has any. */
export type ModelPaths = Partial<Record<Language, string>>;

export interface EarModels {
  /** Listens while callers speak: small, answers at once, takes grammars. */
  live: ModelPaths;
  /** Transcribes again when a call is over: larger and slower. */
  afterCall: ModelPaths;
}

interface Candidate {
  path: string;
  bytes: number;
  /** Its graph is put together while it hears, so that grammars restrict it; the large models of the publisher have one graph composed beforehand. */
  dynamicGraph: boolean;
}

/**
 * Which model of a models directory does what. Candidates of a language are folders named after it ("fr"), or as Vosk's publisher names them
 * ("vosk-model-small-fr-0.22"). What is named in the settings is taken as it is. Else the smallest with a dynamic graph listens, and the largest,
 * when it is larger than that one, transcribes after the call: one that takes 16 GB is too slow to listen. A directory that is not there holds none;
 * rejects with 'bad-settings' when it is there and cannot be read.
 */
export async function findEars(modelsDirectory: string, named: Partial<EarModels> = {}): Promise<EarModels> {
  const names = await foldersIn(modelsDirectory);
  const ears: EarModels = { live: {}, afterCall: {} };
  for (const language of languages) {
    const pattern = new RegExp(`^(vosk-model-(small-)?)?${language}\\b`);
    const candidates = await Promise.all(names.filter((name) => pattern.test(name)).map((name) => candidateAt(join(modelsDirectory, name))));
    candidates.sort((a, b) => Number(b.dynamicGraph) - Number(a.dynamicGraph) || a.bytes - b.bytes || (a.path < b.path ? -1 : 1));
    const live = named.live?.[language] ?? candidates[0]?.path;
    const size = live === undefined ? 0 : await bytesIn(live);
    const largest = candidates.toSorted((a, b) => b.bytes - a.bytes).find(({ path, bytes }) => path !== live && bytes > size);
    const afterCall = named.afterCall?.[language] ?? largest?.path;
    if (live !== undefined) ears.live[language] = live;
    if (afterCall !== undefined) ears.afterCall[language] = afterCall;
  }
  return ears;
}

/** What the files of a model take on the disk; 0 for a path that is not there or cannot be read: whoever loads it says why. */
export async function bytesIn(path: string): Promise<number> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = entries.filter((entry) => entry.isFile()).map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Folders, and links that may lead to one. A directory that cannot be read is not an empty one: the service would come up deaf. */
async function foldersIn(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map(({ name }) => name);
  } catch (error) {
    const { code, message } = asError(error) as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    const wayOut = 'let the account of the service read it, or name another folder in speech_to_text.models_dir';
    throw new RepondeurError('bad-settings', `the folder of speech models ${path} cannot be read (${code ?? message}): ${wayOut}`, { cause: error });
  }
}

async function candidateAt(path: string): Promise<Candidate> {
  const graphs = await Promise.all(['graph/HCLr.fst', 'HCLr.fst'].map((file) => isFile(join(path, file))));
  return { path, bytes: await bytesIn(path), dynamicGraph: graphs.includes(true) };
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
