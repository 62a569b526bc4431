import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { RepondeurError } from '../core/errors.ts';
import type { Language } from '../core/language.ts';
import { makeFolder } from '../core/make-folder.ts';
import type { AddOptions } from './add.ts';
import { isPlainName } from './catalogues/form.ts';
import { type InstalledModel, type ModelKind, notStated } from './contract.ts';
import { freeBytesOnDisk, needSpace, storageFault } from './disk-space.ts';
import { inspectFormat, modelRoot } from './formats/inspect.ts';
import { finish } from './install/finish.ts';
import { withLock } from './install/lock.ts';
import { placesFor, recordName, workFolderName } from './install/places.ts';
import { clearWork, exists, makeEmpty, recover } from './install/replace.ts';
import { maxEntries, maxGrowth, measureZip, unzip } from './install/unzip.ts';
import { licenceIn } from './licence.ts';

export interface ImportOptions extends Omit<AddOptions, 'download'> {
  /** A .zip, .gguf or .onnx file, or a folder. */
  file: string;
  kinds: readonly ModelKind[];
  /** Needed for speech; a voice states its own. */
  language?: Language;
  /** Instead of the name that the file has. */
  name?: string;
  /** What its owner says, when no card does. */
  licence?: string;
}

const cards = ['MODEL_CARD', 'README.md', 'README', 'README.txt'];

/** Puts a model that somebody brought on a disk in its place, without the network. Rejects like addModel; the file itself is left as it is. */
export async function importModel(options: ImportOptions): Promise<InstalledModel> {
  const { directory } = options;
  const file = resolve(options.file);
  const name = options.name ?? nameFrom(file);
  if (!isPlainName(name))
    throw new RepondeurError('bad-input', `${JSON.stringify(name)} cannot be a model's name: give one of letters, digits, "." and "-" with --name`);
  if (!(await exists(file))) throw new RepondeurError('not-found', `${file} is not there: check the path`);
  await makeFolder(directory, 0o755);
  // It is unpacked under the name it has; its final name may only be known from its content.
  return await withLock(directory, `import-${name}`, async () => {
    const staging = placesFor(directory, `import-${name}`);
    try {
      await makeEmpty(staging.unpacked);
      await bring(file, staging.unpacked, options);
      const { root, kind } = await modelRoot(staging.unpacked, options.kinds, file);
      const finalName = finalNameOf(kind, options, root === staging.unpacked ? name : basename(root));
      return await withLock(directory, finalName, () => put(root, kind, finalName, file, options));
    } catch (error) {
      throw options.signal?.aborted ? options.signal.reason : storageFault(error, directory);
    } finally {
      await clearWork(staging);
    }
  });
}

async function put(root: string, kind: ModelKind, name: string, file: string, options: ImportOptions): Promise<InstalledModel> {
  const { directory, language, onProgress = () => {}, signal } = options;
  const places = placesFor(directory, name);
  await recover(places);
  if (kind === 'speech' && !language)
    throw new RepondeurError('bad-input', `${name} does not say which language it hears: give --language fr or --language en`);
  const languages = await inspectFormat(kind, root, language ? [language] : []);
  await options.inspect?.(kind, root);
  const card = (await readdir(root)).find((found) => cards.includes(found)) ?? null;
  const text = card === null ? undefined : await readFile(join(root, card), 'utf8');
  const licence = options.licence ?? (text === undefined ? undefined : licenceIn(text)) ?? notStated;
  await options.onLicence?.({ name, licence, card: text });
  const about = { kind, name, languages: [...languages], quality: 'imported', source: file, licence, card, fetched: [] };
  return await finish(root, about, places, { onProgress, signal });
}

async function bring(file: string, folder: string, { onProgress = () => {}, signal, freeBytes = freeBytesOnDisk }: ImportOptions): Promise<void> {
  // A link to a model is as good as the model: Hugging Face's own cache is made of them.
  const found = await stat(file);
  const type = extname(file).toLowerCase();
  if (!found.isDirectory() && type === '.zip') {
    const bytesTotal = await measureZip(file, { maxBytes: found.size * maxGrowth, maxEntries });
    await needSpace(folder, bytesTotal, basename(file), freeBytes);
    return await unzip(file, folder, (bytesDone) => onProgress({ phase: 'unpack', bytesDone, bytesTotal }), signal);
  }
  const copies = found.isDirectory() ? await filesInFolder(file) : await filesBeside(file, type);
  const bytesTotal = copies.reduce((sum, { bytes }) => sum + bytes, 0);
  await needSpace(folder, bytesTotal, basename(file), freeBytes);
  let bytesDone = 0;
  const onBytes = (bytes: number) => onProgress({ phase: 'unpack', bytesDone: (bytesDone += bytes), bytesTotal });
  for (const { from, to } of copies) await copy(from, join(folder, to), onBytes, signal);
}

/** A file to be copied; `to` is its path in the model's folder. */
interface Copy {
  from: string;
  to: string;
  bytes: number;
}

async function filesInFolder(folder: string): Promise<Copy[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const ours = entries.filter(({ name, parentPath }) => name !== recordName && ![name, ...parentPath.split('/')].includes(workFolderName));
  const files = ours.filter((entry) => !entry.isDirectory());
  return await Promise.all(
    files.map(async (entry) => {
      const from = join(entry.parentPath, entry.name);
      if (!entry.isFile()) throw new RepondeurError('bad-input', `${from} is a link or a device: a model has plain files only`);
      return { from, to: relative(folder, from), bytes: (await lstat(from)).size };
    }),
  );
}

/** A model of one file, with what a voice has beside it. */
async function filesBeside(file: string, type: string): Promise<Copy[]> {
  if (type !== '.gguf' && type !== '.onnx') {
    throw new RepondeurError('bad-input', `${file} is of no kind that is understood: give a .zip, .gguf or .onnx file, or an unpacked folder`);
  }
  const copies: Copy[] = [];
  for (const name of [basename(file), ...(type === '.onnx' ? [`${basename(file)}.json`, 'MODEL_CARD'] : [])]) {
    const from = join(dirname(file), name);
    if (await exists(from)) copies.push({ from, to: name, bytes: (await stat(from)).size });
  }
  return copies;
}

async function copy(from: string, to: string, onBytes: (bytes: number) => void, signal?: AbortSignal): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      onBytes(chunk.length);
      yield chunk;
    }
  };
  await pipeline(createReadStream(from, { highWaterMark: 1024 * 1024 }), counted, createWriteStream(to), { signal });
}

function nameFrom(file: string): string {
  return basename(file).replace(/\.(zip|gguf|onnx)$/i, '');
}

/** The ear of a language is found by its publisher's name, or by the language's. */
function finalNameOf(kind: ModelKind, { name, language }: ImportOptions, found: string): string {
  if (name !== undefined) return name;
  if (kind === 'speech' && language && !new RegExp(`^vosk-model-(small-)?${language}\\b`).test(found)) return language;
  if (isPlainName(found)) return found;
  throw new RepondeurError('bad-input', `${JSON.stringify(found)} cannot be a model's name: give one of letters, digits, "." and "-" with --name`);
}
