import { type FileHandle, open } from 'node:fs/promises';
import { concatPcm, type Pcm, pcmOfBytes, sampleRateHz } from '../core/audio-frame.ts';
import { RepondeurError } from '../core/errors.ts';
import { Resampler } from './resampler.ts';
import { channelOf } from './wav-file.ts';
import { parseWavHeader, type WavHeader } from './wav-header.ts';

/** The header of a file of sound ends before this. */
const headerBytes = 65_536;
/** Rates of sound that people record; Asterisk's own range. */
const lowestRateHz = 8000;
const highestRateHz = 192_000;

/** Parts of a long WAV file, one at a time, as the product's own sound: 16 kHz, one side of it. The whole is never in memory. */
export class WavSlices {
  readonly #file: FileHandle;
  readonly #header: WavHeader;
  readonly #dataBytes: number;

  private constructor(file: FileHandle, header: WavHeader, dataBytes: number) {
    this.#file = file;
    this.#header = header;
    this.#dataBytes = dataBytes;
  }

  /** Rejects with 'bad-input' when it is no 16 bit PCM, or of a rate that nobody records speech with; with the system's own error when it cannot be read. */
  static async open(path: string): Promise<WavSlices> {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
      const header = parseWavHeader(buffer.subarray(0, bytesRead));
      if (!header) throw new RepondeurError('bad-input', `${path} ends within its header`);
      if (header.sampleRateHz < lowestRateHz || header.sampleRateHz > highestRateHz) {
        const expected = `${lowestRateHz} to ${highestRateHz} Hz`;
        throw new RepondeurError('bad-input', `${path} states a sample rate of ${header.sampleRateHz} Hz; expected ${expected}`);
      }
      // A writer that died did not state the length.
      const dataBytes = Math.min(header.dataBytes, (await file.stat()).size - header.dataOffset);
      return new WavSlices(file, header, dataBytes);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  get durationMs(): number {
    return (this.#dataBytes * 1000) / (this.#frameBytes * this.#header.sampleRateHz);
  }

  /** What is there between two moments, milliseconds since the start of the file; of a mono file either side is all of it. */
  async read(startMs: number, endMs: number, side: 0 | 1): Promise<Pcm> {
    const [start, end] = [this.#byteAt(startMs), this.#byteAt(endMs)];
    if (end <= start) return new Int16Array(0);
    const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(end - start), 0, end - start, this.#header.dataOffset + start);
    const pcm = pcmOfBytes(buffer.subarray(0, bytesRead - (bytesRead % this.#frameBytes)));
    const one = channelOf({ ...this.#header, pcm, durationMs: 0 }, side);
    const resampler = new Resampler(this.#header.sampleRateHz, sampleRateHz);
    return concatPcm([resampler.push(one), resampler.flush()]);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  get #frameBytes(): number {
    return this.#header.channels * 2;
  }

  #byteAt(ms: number): number {
    const frame = Math.round((ms * this.#header.sampleRateHz) / 1000);
    return Math.max(0, Math.min(frame * this.#frameBytes, this.#dataBytes - (this.#dataBytes % this.#frameBytes)));
  }
}
