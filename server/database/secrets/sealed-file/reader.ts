import { type ByteSource, openPlainFile } from '../../../core/byte-source.ts';
import { RepondeurError } from '../../../core/errors.ts';
import type { UserCipher } from '../user-keys.ts';
import { headerBytes, readHeader, type SealedFileHeader, type SegmentCipher, segmentCipher, tagBytes } from './format.ts';

export interface SealedSource extends ByteSource {
  /** Whether its end was written. False when the process that wrote it died, or when something was cut off. */
  readonly complete: boolean;
}

export interface OpenSealedOptions {
  cipher: UserCipher;
  place: string;
  /** Reads all of it: of a file without an end what can be opened counts, whatever a power cut has made of the rest. */
  salvage?: boolean;
}

/** Segments that are opened in one go: half a MiB holds the event loop up for a fraction of a millisecond. */
const segmentsAtOnce = 32;

/** Which key a file was sealed with; undefined for what is no sealed file. */
export async function keyIdOfFile(source: ByteSource): Promise<string | undefined> {
  return readHeader(await source.read(0, headerBytes))?.keyId;
}

/**
 * Opens a sealed file to read any part of it. A part that was changed is never given out: `read` rejects with 'storage-failed'. Rejects with 'not-found' when it was sealed with
 * another key than the user's (his old one was erased), with 'bad-input' when it is no sealed file, and with the system's own errors.
 */
export async function openSealedFile(path: string, options: OpenSealedOptions): Promise<SealedSource> {
  const file = await openPlainFile(path);
  try {
    return await SealedFile.over(file, path, options);
  } catch (error) {
    await file.close();
    throw error;
  }
}

class SealedFile implements SealedSource {
  readonly #file: ByteSource;
  readonly #path: string;
  readonly #segmentBytes: number;
  readonly #segments: SegmentCipher;
  readonly #lastIndex: number;
  readonly #lastSealedBytes: number;
  #complete = false;
  #size: number;

  private constructor(file: ByteSource, path: string, header: SealedFileHeader, segments: SegmentCipher) {
    this.#file = file;
    this.#path = path;
    this.#segmentBytes = header.segmentBytes;
    this.#segments = segments;
    const body = file.size - headerBytes;
    this.#lastIndex = Math.floor(body / this.#sealedBytes);
    this.#lastSealedBytes = body % this.#sealedBytes;
    this.#size = this.#lastIndex * header.segmentBytes;
  }

  static async over(file: ByteSource, path: string, { cipher, place, salvage = false }: OpenSealedOptions): Promise<SealedFile> {
    const header = readHeader(await file.read(0, headerBytes));
    if (!header) throw new RepondeurError('bad-input', `${path} is no sealed file`);
    if (header.keyId !== cipher.keyId) throw new RepondeurError('not-found', `${path} was sealed with a key that is erased`);
    const sealed = new SealedFile(file, path, header, segmentCipher(cipher, header, place));
    await sealed.#findEnd();
    if (salvage && !sealed.complete) await sealed.#salvage();
    return sealed;
  }

  get size(): number {
    return this.#size;
  }

  get complete(): boolean {
    return this.#complete;
  }

  async read(position: number, length: number): Promise<Buffer> {
    const end = Math.min(position + length, this.#size);
    const parts: Buffer[] = [];
    for (let at = position; at < end; ) {
      const first = Math.floor(at / this.#segmentBytes);
      const opened = await this.#openFrom(first, Math.min(segmentsAtOnce, Math.ceil(end / this.#segmentBytes) - first));
      const start = first * this.#segmentBytes;
      parts.push(opened.subarray(at - start, end - start));
      at = start + opened.length;
    }
    return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** What is shorter than a segment is the last one, or what a writer that died has left of one. */
  async #findEnd(): Promise<void> {
    const sealed = await this.#file.read(headerBytes + this.#lastIndex * this.#sealedBytes, this.#lastSealedBytes);
    const last = this.#segments.open(this.#lastIndex, true, sealed);
    if (!last) return;
    this.#complete = true;
    this.#size += last.length;
  }

  async #salvage(): Promise<void> {
    for (let index = 0; index < this.#lastIndex; index++) {
      if (await this.#openOne(index)) continue;
      this.#size = index * this.#segmentBytes;
      return;
    }
  }

  async #openFrom(first: number, count: number): Promise<Buffer> {
    const sealed = await this.#file.read(headerBytes + first * this.#sealedBytes, count * this.#sealedBytes);
    const parts: Buffer[] = [];
    for (let index = first; index < first + count; index++) {
      const at = (index - first) * this.#sealedBytes;
      const plain = this.#segments.open(index, index === this.#lastIndex, sealed.subarray(at, at + this.#sealedBytes));
      if (!plain) throw new RepondeurError('storage-failed', `${this.#path} cannot be opened: it was changed, or is not the file of this name`);
      parts.push(plain);
    }
    return Buffer.concat(parts);
  }

  async #openOne(index: number): Promise<Buffer | undefined> {
    return this.#segments.open(index, false, await this.#file.read(headerBytes + index * this.#sealedBytes, this.#sealedBytes));
  }

  get #sealedBytes(): number {
    return this.#segmentBytes + tagBytes;
  }
}
