import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Digest } from './contract.ts';

/** The digest of a file, read as a stream; `bytes` is its size, which git's form needs beforehand. */
export async function digestOf(
  path: string,
  algorithm: Digest['algorithm'],
  bytes: number,
  { signal, onBytes = () => {} }: { signal?: AbortSignal; onBytes?: (bytes: number) => void } = {},
): Promise<string> {
  const hash = startHash(algorithm, bytes);
  for await (const part of createReadStream(path, { signal, highWaterMark: 1024 * 1024 })) {
    hash.update(part);
    onBytes(part.length);
  }
  return hash.digest('hex');
}

function startHash(algorithm: Digest['algorithm'], bytes: number): Hash {
  if (algorithm !== 'git-sha1') return createHash(algorithm);
  return createHash('sha1').update(`blob ${bytes}\0`);
}
