import { type FileHandle, open } from 'node:fs/promises';
import type { UserCipher } from '../user-keys.ts';
import { newHeader, type SegmentCipher, segmentCipher } from './format.ts';

export interface SealedFileOptions {
  /** Must not exist yet. */
  path: string;
  cipher: UserCipher;
  /** Names what the file is ("recordings:<name>"): it cannot be opened as another. At most 900 bytes. */
  place: string;
  /** What may be lost when the process dies. Default 16,384: a quarter of a second of a call. */
  segmentBytes?: number;
}

export const defaultSegmentBytes = 16_384;

/**
 * Writes a sealed file as its bytes come. What has been written can be read at any time, whatever happens to the process. A file is never gone on with: its
 * numbers have been used. Each call is to be awaited before the next; after one that rejects nothing more is written.
 */
export class SealedFileWriter {
  readonly #options: Required<SealedFileOptions>;
  #file: FileHandle | undefined;
  #segments: SegmentCipher | undefined;
  #index = 0;
  #position = 0;
  #rest = Buffer.alloc(0);

  constructor(options: SealedFileOptions) {
    this.#options = { segmentBytes: defaultSegmentBytes, ...options };
  }

  /** Creates the file, for its owner alone. Rejects with the system's own error. */
  async open(): Promise<void> {
    const { path, cipher, place, segmentBytes } = this.#options;
    const header = newHeader(cipher.keyId, segmentBytes);
    this.#segments = segmentCipher(cipher, header, place);
    this.#file = await open(path, 'wx', 0o600);
    await this.#write(header.bytes);
  }

  /** Writes each segment that is full now; what is left waits for more. */
  async append(bytes: Buffer): Promise<void> {
    const { segmentBytes } = this.#options;
    const waiting = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const full: Buffer[] = [];
    let at = 0;
    for (; at + segmentBytes <= waiting.length; at += segmentBytes) full.push(this.#seal(waiting.subarray(at, at + segmentBytes), false));
    // A copy: the caller's bytes are his again.
    this.#rest = Buffer.from(waiting.subarray(at));
    if (full.length > 0) await this.#write(Buffer.concat(full));
  }

  /** Writes the last segment and closes the file, which survives a power cut from then on: nothing can be cut off it unnoticed any more. */
  async finish(): Promise<void> {
    try {
      await this.#write(this.#seal(this.#rest, true));
      await this.#file?.datasync();
    } finally {
      await this.abandon();
    }
  }

  /** Closes the file as it is. */
  async abandon(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  #seal(plain: Buffer, isLast: boolean): Buffer {
    if (!this.#segments || !this.#file) throw new Error('the sealed file is not open');
    return this.#segments.seal(this.#index++, isLast, plain);
  }

  async #write(bytes: Buffer): Promise<void> {
    const file = this.#file;
    if (!file) throw new Error('the sealed file is not open');
    try {
      const { bytesWritten } = await file.write(bytes, 0, bytes.length, this.#position);
      if (bytesWritten < bytes.length) throw new Error('the disk is full');
      this.#position += bytes.length;
    } catch (error) {
      await this.abandon();
      throw error;
    }
  }
}
