import { type WavFormat, wavHeader } from '../../audio/wav-header.ts';
import { bytesOfPcm, type Pcm } from '../../core/audio-frame.ts';
import { asError, RepondeurError } from '../../core/errors.ts';

/** Where a recording goes: bytes that follow each other. Each call is awaited before the next. */
export interface RecordingSink {
  append(bytes: Buffer): Promise<void>;
  /** The end, after which nothing comes. */
  finish(): Promise<void>;
  /** Closes what is there as it is. */
  abandon(): Promise<void>;
}

export interface RecordingWriterOptions extends WavFormat {
  /** For messages. */
  path: string;
  sink: RecordingSink;
  /** How much sound waits at most for more before it is written. Default 250. */
  saveEveryMs?: number;
  /** Sound that waits for a slow disk beyond this is given up, and `close` rejects. Default 60000. */
  maxWaitingMs?: number;
}

/** Writes a recording while it happens. `write` returns at once and costs next to nothing; a fault of the disk comes out of `close` ('storage-failed'). */
export class RecordingWriter {
  readonly #options: Required<RecordingWriterOptions>;
  #waiting: Pcm[] = [];
  #waitingBytes = 0;
  #savedBytes = 0;
  #saving: Promise<void> = Promise.resolve();
  #busy = false;
  #fault: Error | undefined;
  #closing: Promise<{ durationMs: number }> | undefined;

  constructor(options: RecordingWriterOptions) {
    this.#options = { saveEveryMs: 250, maxWaitingMs: 60_000, ...options };
  }

  /** The header of a WAV whose length is not known. Rejects with 'storage-failed'. */
  async begin(): Promise<void> {
    try {
      await this.#options.sink.append(wavHeader(this.#options, 0));
    } catch (cause) {
      throw storageFailed(this.#options.path, cause);
    }
  }

  /** Puts sound in front of all that is written from now on, which waits meanwhile. Rejects when the source does; what came of it before stays. */
  async prepend(pieces: AsyncIterable<Buffer>): Promise<void> {
    this.#busy = true;
    const copying = this.#copy(pieces);
    this.#saving = copying.catch(() => {
      // The one who asked for it is told.
    });
    await copying;
  }

  /** Adds samples (left and right alternate in stereo). The samples must not be changed afterwards. */
  write(pcm: Pcm): void {
    if (this.#fault || this.#closing) return;
    this.#waiting.push(pcm);
    this.#waitingBytes += pcm.byteLength;
    if (this.#waitingBytes > this.#bytesOf(this.#options.maxWaitingMs)) {
      this.#fault = storageFailed(this.#options.path, new Error('the disk is too slow'));
      this.#waiting = [];
    } else if (!this.#busy && this.#waitingBytes >= this.#bytesOf(this.#options.saveEveryMs)) {
      this.#saving = this.#save();
    }
  }

  /** Saves what waits and ends the file. Rejects with 'storage-failed' when any part could not be written. A second call gives the same answer. */
  close(): Promise<{ durationMs: number }> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  async #finish(): Promise<{ durationMs: number }> {
    const { sink, path } = this.#options;
    await this.#saving;
    await this.#save();
    if (!this.#fault) await sink.finish().catch((cause) => this.#failed(cause));
    if (this.#fault) {
      await sink.abandon();
      throw storageFailed(path, this.#fault);
    }
    return { durationMs: (this.#savedBytes * 1000) / this.#bytesOf(1000) };
  }

  async #copy(pieces: AsyncIterable<Buffer>): Promise<void> {
    try {
      for await (const piece of pieces) await this.#append(piece);
    } finally {
      this.#busy = false;
    }
  }

  async #save(): Promise<void> {
    if (this.#fault || this.#waiting.length === 0) return;
    this.#busy = true;
    const bytes = Buffer.concat(this.#waiting.map(bytesOfPcm));
    this.#waiting = [];
    this.#waitingBytes = 0;
    await this.#append(bytes);
    this.#busy = false;
  }

  async #append(bytes: Buffer): Promise<void> {
    if (this.#fault) return;
    try {
      await this.#options.sink.append(bytes);
      this.#savedBytes += bytes.length;
    } catch (cause) {
      this.#failed(cause);
    }
  }

  #failed(cause: unknown): void {
    this.#fault ??= storageFailed(this.#options.path, cause);
  }

  #bytesOf(ms: number): number {
    return (this.#options.sampleRateHz * this.#options.channels * 2 * ms) / 1000;
  }
}

function storageFailed(path: string, cause: unknown): RepondeurError {
  if (cause instanceof RepondeurError) return cause;
  return new RepondeurError('storage-failed', `the recording ${path} cannot be written: ${asError(cause).message}`, { cause });
}
