import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
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
 * when it is larger than that one, transcribes after the call: one that takes 16 GB is too slow to listen.
 */
export async function findEars(modelsDirectory: string, named: Partial<EarModels> = {}): Promise<EarModels> {
  const names = await readdir(modelsDirectory).catch(() => []);
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

/** What the files of a model take on the disk; 0 for a path that is not there. */
export async function bytesIn(path: string): Promise<number> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = entries.filter((entry) => entry.isFile()).map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
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
