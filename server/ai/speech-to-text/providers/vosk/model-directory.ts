import { open, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { RepondeurError } from '../../../../core/errors.ts';

export interface ModelDirectory {
  path: string;
  /** The directory's name, for people. */
  name: string;
  /** What the acoustic model was trained on. */
  sampleRateHz: number;
  /** Whether a grammar restricts it: a graph that is composed beforehand (HCLG.fst) ignores grammars. */
  grammar: boolean;
  /** False for the rehearsal ear, which knows synthetic callers only. */
  forPeople: boolean;
}

interface Layout {
  acousticModel: string;
  features: string;
  /** Where the graph's files are. */
  graph: string;
  others: string[];
}

/** The two layouts that libvosk knows (its model.cc): the present one, and the flat one of the first models. */
const layouts: readonly Layout[] = [
  { acousticModel: 'am/final.mdl', features: 'conf/mfcc.conf', graph: 'graph/', others: ['conf/model.conf'] },
  { acousticModel: 'final.mdl', features: 'mfcc.conf', graph: '', others: [] },
];

/** OpenFst's magic number at the start of every graph. */
const fstMagic = Buffer.from([0xd6, 0xfd, 0xb2, 0x7e]);
/** Kaldi's default when conf/mfcc.conf does not say. */
const defaultSampleRateHz = 16_000;

/**
 * Looks at a model before libvosk does: with a file missing or cut short the library ends the process or fails without a reason. Throws
 * 'bad-settings' that names the file and the way out.
 */
export async function readModelDirectory(path: string): Promise<ModelDirectory> {
  if (!(await sizeOf(path))?.directory) throw notAModel(path, 'it is not a directory');
  const layout = (await sizeOf(join(path, layouts[1]!.acousticModel))) ? layouts[1]! : layouts[0]!;
  for (const file of [layout.acousticModel, layout.features, ...layout.others]) await needFile(path, file);
  await needStart(path, layout.acousticModel, (start) => start.includes('<TransitionModel>'));

  const composed = await sizeOf(join(path, `${layout.graph}HCLG.fst`));
  const graphs = composed ? ['HCLG.fst'] : ['HCLr.fst', 'Gr.fst'];
  for (const file of [...graphs, ...(composed ? [] : ['disambig_tid.int']), 'words.txt']) await needFile(path, layout.graph + file);
  for (const file of graphs) await needStart(path, layout.graph + file, (start) => start.subarray(0, 4).equals(fstMagic));
  // libvosk takes anything for it, and then hears nothing right.
  if (!composed) await needStart(path, `${layout.graph}disambig_tid.int`, (start) => /^[\d\s]+$/.test(start.toString('latin1')));
  if (await sizeOf(join(path, 'ivector'))) {
    for (const file of ['final.ie', 'final.dubm', 'final.mat', 'splice.conf']) await needFile(path, `ivector/${file}`);
  }
  return {
    path,
    name: basename(path),
    sampleRateHz: sampleRateOf(path, layout.features, await readFile(join(path, layout.features), 'utf8')),
    grammar: !composed,
    forPeople: await isForPeople(path),
  };
}

function sampleRateOf(path: string, file: string, conf: string): number {
  const stated = /^\s*--sample-frequency=(\S+)/m.exec(conf)?.[1];
  const rateHz = stated === undefined ? defaultSampleRateHz : Number(stated);
  if (!Number.isInteger(rateHz) || rateHz < 8000 || rateHz > 48_000) throw notAModel(path, `${file} states the sample rate ${stated}`);
  return rateHz;
}

async function isForPeople(path: string): Promise<boolean> {
  const file = 'rehearsal.json';
  if (!(await sizeOf(join(path, file)))) return true;
  try {
    return (JSON.parse(await readFile(join(path, file), 'utf8')) as { synthetic?: unknown } | null)?.synthetic !== true;
  } catch (cause) {
    throw notAModel(path, `${file} is not JSON`, cause);
  }
}

async function needFile(path: string, file: string): Promise<void> {
  const found = await sizeOf(join(path, file));
  if (!found) throw notAModel(path, `${file} is missing`);
  if (found.directory || found.bytes === 0) throw notAModel(path, `${file} is empty`);
}

async function needStart(path: string, file: string, isRight: (start: Buffer) => boolean): Promise<void> {
  const handle = await open(join(path, file));
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    if (!isRight(buffer.subarray(0, bytesRead))) throw notAModel(path, `${file} is damaged`);
  } finally {
    await handle.close();
  }
}

async function sizeOf(path: string): Promise<{ bytes: number; directory: boolean } | undefined> {
  try {
    const found = await stat(path);
    return { bytes: found.size, directory: found.isDirectory() };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new RepondeurError('bad-settings', `the speech model ${path} cannot be read: ${code}`, { cause: error });
  }
}

/** The error for a model that is not whole. */
export function notAModel(path: string, why: string, cause?: unknown): RepondeurError {
  const wayOut = 'unpack the model again, or configure another directory';
  return new RepondeurError('bad-settings', `the speech model ${path} cannot be used: ${why}; ${wayOut}`, { cause });
}
