import { type FileHandle, open } from 'node:fs/promises';
import { bytesOfPcm, type Pcm } from '../core/audio-frame.ts';
import { asError, RepondeurError } from '../core/errors.ts';
import { type WavFormat, wavHeader, wavHeaderBytes } from './wav-header.ts';

export interface WavWriterOptions extends WavFormat {
  path: string;
  /** How much sound may be lost when the process dies. Default 1000. */
  saveEveryMs?: number;
  /** Sound that waits for a slow disk beyond this is given up, and `close` rejects. Default 60000. */
  maxWaitingMs?: number;
}

/**
 * Writes a recording while it happens. Every `saveEveryMs` of sound the samples are appended and the header's sizes corrected, in this order, so that
 * the file is playable at any time, whatever happens to the process. `write` returns at once; a fault of the disk comes out of `close` ('storage-failed').
 */
export class WavWriter {
  readonly #options: Required<WavWriterOptions>;
  #file: FileHandle | undefined;
  #waiting: Pcm[] = [];
  #waitingBytes = 0;
  #savedBytes = 0;
  #saving: Promise<void> = Promise.resolve();
  #busy = false;
  #fault: Error | undefined;
  #closing: Promise<{ durationMs: number }> | undefined;

  constructor(options: WavWriterOptions) {
    this.#options = { saveEveryMs: 1000, maxWaitingMs: 60_000, ...options };
  }

  /** Creates the file (mode 0600). Rejects with 'storage-failed' when that is not possible or when the file is there already. */
  async open(): Promise<void> {
    try {
      this.#file = await open(this.#options.path, 'wx', 0o600);
      await this.#file.write(wavHeader(this.#options, 0), 0, wavHeaderBytes, 0);
    } catch (cause) {
      throw storageFailed(this.#options.path, cause);
    }
  }

  /** Adds samples (left and right alternate in stereo). The samples must not be changed afterwards. */
  write(pcm: Pcm): void {
    if (this.#fault || !this.#file) return;
    this.#waiting.push(pcm);
    this.#waitingBytes += pcm.byteLength;
    if (this.#waitingBytes > this.#bytesOf(this.#options.maxWaitingMs)) {
      this.#fault = storageFailed(this.#options.path, new Error('the disk is too slow'));
      this.#waiting = [];
    } else if (!this.#busy && this.#waitingBytes >= this.#bytesOf(this.#options.saveEveryMs)) {
      this.#saving = this.#save();
    }
  }

  /** Saves what waits and closes the file. Rejects with 'storage-failed' when any part could not be written. A second call gives the same answer. */
  close(): Promise<{ durationMs: number }> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  async #finish(): Promise<{ durationMs: number }> {
    await this.#saving;
    await this.#save();
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
    if (this.#fault) throw this.#fault;
    return { durationMs: (this.#savedBytes * 1000) / this.#bytesOf(1000) };
  }

  async #save(): Promise<void> {
    const file = this.#file;
    if (!file || this.#fault || this.#waiting.length === 0) return;
    this.#busy = true;
    const bytes = Buffer.concat(this.#waiting.map(bytesOfPcm));
    this.#waiting = [];
    this.#waitingBytes = 0;
    try {
      const { bytesWritten } = await file.write(bytes, 0, bytes.length, wavHeaderBytes + this.#savedBytes);
      if (bytesWritten < bytes.length) throw new Error('the disk is full');
      this.#savedBytes += bytes.length;
      await file.write(wavHeader(this.#options, this.#savedBytes), 0, wavHeaderBytes, 0);
    } catch (cause) {
      this.#fault = storageFailed(this.#options.path, cause);
    } finally {
      this.#busy = false;
    }
  }

  #bytesOf(ms: number): number {
    return (this.#options.sampleRateHz * this.#options.channels * 2 * ms) / 1000;
  }
}

function storageFailed(path: string, cause: unknown): RepondeurError {
  return new RepondeurError('storage-failed', `the recording ${path} cannot be written: ${asError(cause).message}`, { cause });
}
