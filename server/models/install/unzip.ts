import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { RepondeurError } from '../../core/errors.ts';
import { storageFault } from '../disk-space.ts';

export interface UnzipLimits {
  /** Of everything unpacked. */
  maxBytes: number;
  maxEntries: number;
}

/** A model's archive holds a few dozen files. */
export const maxEntries = 10_000;
/** Kaldi's graphs and word lists shrink to a third; a bomb to a thousandth. */
export const maxGrowth = 25;

/**
 * What an archive says it unpacks to. Rejects with 'bad-input' when it is damaged, has entries that would be written elsewhere, links, encrypted files, or more than the limits.
 */
export async function measureZip(path: string, limits: UnzipLimits): Promise<number> {
  return await inZip(path, async (zip) => {
    let bytes = 0;
    let entries = 0;
    for await (const entry of zip.eachEntry()) {
      checkEntry(entry);
      bytes += entry.uncompressedSize;
      if (++entries > limits.maxEntries || bytes > limits.maxBytes) throw damaged(path, 'it unpacks to far more than a model of its size does');
    }
    return bytes;
  });
}

/** Unpacks into a folder that is there and empty; every file is on the disk when it resolves. Rejects like {@link measureZip}, and when a checksum is wrong. */
export async function unzip(path: string, folder: string, onBytes: (bytesDone: number) => void, signal?: AbortSignal): Promise<void> {
  let done = 0;
  await inZip(
    path,
    async (zip) => {
      for await (const entry of zip.eachEntry()) {
        signal?.throwIfAborted();
        checkEntry(entry);
        const target = resolve(folder, entry.fileName);
        if (!target.startsWith(resolve(folder) + sep)) throw outside(entry);
        if (entry.fileName.endsWith('/')) await mkdir(target, { recursive: true });
        else await unpack(zip, entry, target, (bytes) => onBytes((done += bytes)), signal);
      }
    },
    signal,
  );
}

async function inZip<T>(path: string, work: (zip: ZipFile) => Promise<T>, signal?: AbortSignal): Promise<T> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false, strictFileNames: true });
    return await work(zip);
  } catch (thrown) {
    if (signal?.aborted) throw signal.reason;
    const error = storageFault(thrown, dirname(path));
    if (error instanceof RepondeurError) throw error;
    throw damaged(path, error.message, thrown);
  } finally {
    zip?.close();
  }
}

async function unpack(zip: ZipFile, entry: Entry, target: string, onBytes: (bytes: number) => void, signal?: AbortSignal): Promise<void> {
  const file = await openNew(target, entry);
  let checksum = 0;
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      signal?.throwIfAborted();
      checksum = crc32(chunk, checksum);
      await file.writeFile(chunk);
      onBytes(chunk.length);
    }
    if (checksum !== entry.crc32) throw new Error(`the checksum of ${entry.fileName} is wrong`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Two entries of one name, a file where another has a folder, or a name that the disk cannot hold are faults of the archive. */
async function openNew(target: string, { fileName }: Entry): Promise<FileHandle> {
  try {
    await mkdir(dirname(target), { recursive: true });
    return await open(target, 'wx', 0o644);
  } catch (error) {
    if (!['EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    throw new Error(`the name ${JSON.stringify(fileName)} is there twice, or is too long`);
  }
}

function checkEntry(entry: Entry): void {
  const { fileName, externalFileAttributes } = entry;
  // Unix's file type is in the upper half: a plain file, a directory, or unset.
  const type = (externalFileAttributes >>> 16) & 0o170000;
  if (![0, 0o100000, 0o040000].includes(type)) throw new Error(`${fileName} is a link or a device`);
  if (entry.isEncrypted()) throw new Error(`${fileName} is encrypted`);
  if (join('/', fileName) !== `/${fileName}`) throw outside(entry);
}

function outside({ fileName }: Entry): Error {
  return new Error(`${JSON.stringify(fileName)} would be written outside of the model's folder`);
}

function damaged(path: string, why: string, cause?: unknown): RepondeurError {
  return new RepondeurError('bad-input', `the archive ${path} cannot be used: ${why}; nothing of it was kept`, { cause });
}
