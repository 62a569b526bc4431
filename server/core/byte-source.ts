import { open } from 'node:fs/promises';

/** Bytes that can be read at any place: a plain file, or one that is sealed. */
export interface ByteSource {
  readonly size: number;
  /** Fewer than `length` only where the bytes end. */
  read(position: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** What is read at once of a source that is read through. */
const pieceBytes = 1_048_576;

/** Rejects with the system's own error. */
export async function openPlainFile(path: string): Promise<ByteSource> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    return {
      size,
      async read(position, length) {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.max(0, Math.min(length, size - position))), 0, undefined, position);
        return buffer.subarray(0, bytesRead);
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** All bytes from a place on, a MiB at a time. */
export async function* piecesOf(source: ByteSource, from = 0): AsyncGenerator<Buffer> {
  for (let at = from; at < source.size; ) {
    const piece = await source.read(at, pieceBytes);
    if (piece.length === 0) return;
    at += piece.length;
    yield piece;
  }
}

/** All of it in memory. */
export async function readAll(source: ByteSource): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of piecesOf(source)) pieces.push(piece);
  return Buffer.concat(pieces);
}
