import { type FileHandle, open } from 'node:fs/promises';
import { systemClock } from '../../core/clock.ts';
import { asError, RepondeurError } from '../../core/errors.ts';
import type { OfferedFile } from '../contract.ts';
import { storageFault } from '../disk-space.ts';
import { readAnswer, validatorOf, wrongLength } from './answer.ts';
import { PartFile } from './part-file.ts';

export interface DownloadOptions {
  signal?: AbortSignal;
  /** Is told how much of the file is on the disk. */
  onBytes?: (bytesDone: number) => void;
  /** The first wait before another attempt; doubled each time up to 30 s. */
  retryPauseMs?: number;
  /** Attempts in a row that bring nothing. */
  maxAttempts?: number;
  /** A connection that brings nothing for so long is given up. */
  stallMs?: number;
}

const longestPauseMs = 30_000;

/**
 * Brings a file to `path` and resolves when all its bytes are there (the digest is not looked at). What is there of an earlier attempt is kept and gone on with; a broken
 * connection is tried again. Rejects as {@link readAnswer} says, with 'unavailable' when the server stays away, 'storage-failed' when the disk is full.
 */
export async function download(file: OfferedFile, path: string, options: DownloadOptions = {}): Promise<void> {
  const { signal, onBytes = () => {}, retryPauseMs = 1000, maxAttempts = 6 } = options;
  const part = new PartFile(path, file);
  let failures = 0;
  for (;;) {
    const before = (await part.state()).bytes;
    try {
      return await attempt(file, part, { ...options, onBytes });
    } catch (thrown) {
      if (signal?.aborted) throw signal.reason;
      const error = asError(thrown);
      if (!(error instanceof RepondeurError && error.retryable)) throw error;
      failures = (await part.state()).bytes > before ? 1 : failures + 1;
      if (failures >= maxAttempts)
        throw new RepondeurError(error.code, `${error.message}; given up after ${failures} attempts`, { retryable: true, cause: error });
    }
    await systemClock.sleep(Math.min(retryPauseMs * 2 ** (failures - 1), longestPauseMs), signal);
  }
}

async function attempt(file: OfferedFile, part: PartFile, options: DownloadOptions & { onBytes: (bytesDone: number) => void }): Promise<void> {
  const { bytes, validator } = await part.state();
  options.onBytes(bytes);
  if (bytes === file.bytes) return;
  // Without a validator nobody can tell whether the rest belongs to the same file.
  const fromByte = validator === null ? 0 : bytes;
  const stalled = new AbortController();
  const stop = options.signal ? AbortSignal.any([options.signal, stalled.signal]) : stalled.signal;
  const stallMs = options.stallMs ?? 30_000;
  const timer = setTimeout(() => stalled.abort(new Error(`nothing came for ${stallMs} ms`)), stallMs);
  try {
    const response = await request(file, fromByte, validator, stop);
    const answer = await settle(response, () => readAnswer(response, file, fromByte));
    if (answer.action === 'complete') return await response.body?.cancel();
    if (answer.action === 'restart') {
      await response.body?.cancel();
      await part.forget();
      throw passing(file, `the server has no part from byte ${fromByte} on`);
    }
    await settle(response, async () => {
      // Old bytes must never stand beside the validator of new ones.
      if (answer.fromByte === 0) await part.forget();
      await part.note(validatorOf(response.headers));
    });
    await write(response, file, part.path, answer.fromByte, { ...options, alive: () => timer.refresh() });
  } catch (thrown) {
    throw stalled.signal.aborted ? passing(file, asError(stalled.signal.reason).message, thrown) : thrown;
  } finally {
    clearTimeout(timer);
  }
}

async function request(file: OfferedFile, fromByte: number, validator: string | null, signal: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (fromByte > 0 && validator !== null) Object.assign(headers, { range: `bytes=${fromByte}-`, 'if-range': validator });
  try {
    return await fetch(file.url, { headers, signal });
  } catch (thrown) {
    throw passing(file, reasonOf(thrown), thrown);
  }
}

async function write(
  response: Response,
  file: OfferedFile,
  path: string,
  fromByte: number,
  { onBytes, alive }: { onBytes: (bytesDone: number) => void; alive: () => void },
): Promise<void> {
  let position = fromByte;
  const target = await open(path, fromByte === 0 ? 'w' : 'r+').catch((error) => Promise.reject(storageFault(error, path)));
  try {
    for await (const chunk of chunksOf(response, file)) {
      alive();
      if (position + chunk.byteLength > file.bytes) throw wrongLength(file, 'more');
      await writeAll(target, chunk, position, path);
      onBytes((position += chunk.byteLength));
    }
    if (position < file.bytes) throw passing(file, `the connection ended after ${position} of ${file.bytes} bytes`);
    await target.sync();
  } finally {
    await target.close();
  }
}

async function writeAll(target: FileHandle, chunk: Uint8Array, position: number, path: string): Promise<void> {
  try {
    // A disk that is nearly full takes a part of what it is given.
    for (let done = 0; done < chunk.byteLength; ) done += (await target.write(chunk, done, chunk.byteLength - done, position + done)).bytesWritten;
  } catch (error) {
    throw storageFault(error, path);
  }
}

async function* chunksOf(response: Response, file: OfferedFile): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const { done, value } = (await reader?.read().catch((thrown) => Promise.reject(passing(file, reasonOf(thrown), thrown)))) ?? { done: true };
      if (done || value === undefined) return;
      yield value;
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

/** A response whose body nobody will read must give its connection back. */
async function settle<T>(response: Response, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await response.body?.cancel();
    throw error;
  }
}

/** fetch wraps what happened to the connection. */
function reasonOf(thrown: unknown): string {
  const { message, cause } = asError(thrown);
  return cause === undefined ? message : asError(cause).message;
}

function passing({ url }: OfferedFile, why: string, cause?: unknown): RepondeurError {
  return new RepondeurError('unavailable', `${url} cannot be fetched: ${why}`, { retryable: true, cause });
}
