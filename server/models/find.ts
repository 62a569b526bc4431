import { basename, extname, join } from 'node:path';
import type { Language } from '../core/language.ts';
import type { ModelKind } from './contract.ts';
import { installedModels } from './install/record.ts';
import { entriesOf } from './install/replace.ts';

export interface FoundFile {
  /** Without the ending. */
  name: string;
  /** The .gguf or .onnx file. */
  path: string;
  /** Undefined when nobody recorded it: the file was put there by hand. */
  languages?: readonly Language[];
}

const endings = { 'language-model': '.gguf', voice: '.onnx' } as const satisfies Partial<Record<ModelKind, string>>;

/** The files that an engine of one file loads, by name: what was added, and what was put by hand into the directory itself or into a folder of its own. */
export async function findModelFiles(directory: string, kind: keyof typeof endings): Promise<FoundFile[]> {
  const { models, byHand } = await installedModels(directory);
  const isOne = (name: string) => extname(name).toLowerCase() === endings[kind];
  const found: FoundFile[] = models
    .filter(({ record }) => record.kind === kind)
    .flatMap(({ path, record: { languages, files } }) =>
      files.filter((file) => isOne(file.path)).map((file) => named(join(path, file.path), languages)),
    );
  for (const name of byHand) {
    const path = join(directory, name);
    const paths = isOne(name) ? [path] : (await filesIn(path)).filter(isOne).map((file) => join(path, file));
    found.push(...paths.map((file) => named(file)));
  }
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

function named(path: string, languages?: readonly Language[]): FoundFile {
  return { name: basename(path, extname(path)), path, ...(languages && { languages }) };
}

/** Of something that is no folder: none. */
async function filesIn(path: string): Promise<string[]> {
  try {
    return await entriesOf(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return [];
    throw error;
  }
}
