import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { asError, RepondeurError } from '../../../../core/errors.ts';
import { architectureIn, whySpeechless } from './architecture.ts';
import { HeaderReader } from './header-reader.ts';

/** Header lengths seen: 5 kB to 12 MB (a vocabulary of 256,000 tokens). */
const maxHeaderBytes = 64 * 1024 * 1024;
/** Far above any model: a damaged count would keep llama.cpp reading for ever. */
const most = { entries: 10_000, tensors: 100_000, dimensions: 4 };
/** Versions 2 and 3 have the same layout (64-bit counts). */
const versions = [2, 3];

export interface ModelFile {
  path: string;
  bytes: number;
}

/**
 * Looks at a GGUF file before llama.cpp does: with some damages the library ends the process or reads for ever. Throws 'bad-settings' that names the
 * file and the way out. `sha256` (hex) is compared when it is known: it alone finds weights that were changed.
 */
export async function checkModelFile(path: string, sha256?: string, signal?: AbortSignal): Promise<ModelFile> {
  const handle = await opened(path);
  try {
    const { size } = await handle.stat();
    checkHeader(path, await beginningOf(handle, Math.min(size, maxHeaderBytes)), size);
    if (sha256 && (await digestOf(path, signal)) !== sha256.toLowerCase()) throw unusable(path, 'its SHA-256 is not the one in the settings');
    return { path, bytes: size };
  } finally {
    await handle.close();
  }
}

/** One read may give less than there is, from a network file system for one. Shorter than `bytes` only when the file is. */
export async function beginningOf(file: Pick<FileHandle, 'read'>, bytes: number): Promise<Buffer> {
  const beginning = Buffer.alloc(bytes);
  let length = 0;
  for (let bytesRead = -1; length < bytes && bytesRead !== 0; length += bytesRead) {
    ({ bytesRead } = await file.read(beginning, length, bytes - length, length));
  }
  return beginning.subarray(0, length);
}

async function opened(path: string): Promise<FileHandle> {
  try {
    const handle = await open(path);
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
  } catch (cause) {
    throw unusable(path, (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : asError(cause).message, cause);
  }
  throw unusable(path, 'it is not a file');
}

function checkHeader(path: string, bytes: Buffer, size: number): void {
  if (bytes.length === 0) throw unusable(path, 'it is empty');
  if (bytes.toString('latin1', 0, 4) !== 'GGUF') throw unusable(path, 'it is not a GGUF file');
  const reader = new HeaderReader(bytes);
  let needed: number;
  try {
    const version = reader.u32();
    if (!versions.includes(version)) throw unusable(path, `it is GGUF version ${version}, of which only 2 and 3 are known`);
    const { bytes, architecture } = readHeader(reader);
    needed = bytes;
    const why = whySpeechless(architecture);
    if (why) throw unusable(path, why);
  } catch (cause) {
    if (cause instanceof RangeError) throw unusable(path, `its header is damaged or cut short: ${cause.message}`, cause);
    throw cause;
  }
  if (size < needed) throw unusable(path, `it is cut short: ${size} bytes of at least ${needed}`);
}

/** What the header says that the file must hold, up to the start of its last tensor, and of what architecture it is. */
function readHeader(reader: HeaderReader): { bytes: number; architecture?: string } {
  const tensors = reader.count(most.tensors, 'tensors');
  const entries = reader.count(most.entries, 'entries');
  const architecture = architectureIn(reader, entries);
  let last = 0;
  for (let n = 0; n < tensors; n++) {
    reader.skipString();
    const dimensions = reader.u32();
    if (dimensions > most.dimensions) throw new RangeError(`a tensor of ${dimensions} dimensions`);
    reader.skip(dimensions * 8 + 4);
    last = Math.max(last, reader.u64());
  }
  return { bytes: reader.at + last, architecture };
}

async function digestOf(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { signal });
  return hash.digest('hex');
}

export function unusable(path: string, why: string, cause?: unknown): RepondeurError {
  return new RepondeurError(
    'bad-settings',
    `the language model ${path} cannot be used: ${why}. Fetch the file again, or set language_model.provider = "none".`,
    { cause },
  );
}
