import { concatPcm, type Pcm, pcmOfBytes, sampleRateHz } from '../core/audio-frame.ts';
import type { ByteSource } from '../core/byte-source.ts';
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
  readonly #file: ByteSource;
  readonly #header: WavHeader;
  readonly #dataBytes: number;

  private constructor(file: ByteSource, header: WavHeader, dataBytes: number) {
    this.#file = file;
    this.#header = header;
    this.#dataBytes = dataBytes;
  }

  /** The source stays to be closed by whoever opened it. Rejects with 'bad-input', which names it, when it is no 16 bit PCM or of a rate that nobody records speech with. */
  static async of(source: ByteSource, name: string): Promise<WavSlices> {
    const header = parseWavHeader(await source.read(0, headerBytes));
    if (!header) throw new RepondeurError('bad-input', `${name} ends within its header`);
    if (header.sampleRateHz < lowestRateHz || header.sampleRateHz > highestRateHz) {
      const expected = `${lowestRateHz} to ${highestRateHz} Hz`;
      throw new RepondeurError('bad-input', `${name} states a sample rate of ${header.sampleRateHz} Hz; expected ${expected}`);
    }
    // A writer that died did not state the length.
    return new WavSlices(source, header, Math.min(header.dataBytes, source.size - header.dataOffset));
  }

  get durationMs(): number {
    return (this.#dataBytes * 1000) / (this.#frameBytes * this.#header.sampleRateHz);
  }

  /** What is there between two moments, milliseconds since the start of the file; of a mono file either side is all of it. */
  async read(startMs: number, endMs: number, side: 0 | 1): Promise<Pcm> {
    const [start, end] = [this.#byteAt(startMs), this.#byteAt(endMs)];
    if (end <= start) return new Int16Array(0);
    const bytes = await this.#file.read(this.#header.dataOffset + start, end - start);
    const pcm = pcmOfBytes(bytes.subarray(0, bytes.length - (bytes.length % this.#frameBytes)));
    const one = channelOf({ ...this.#header, pcm, durationMs: 0 }, side);
    const resampler = new Resampler(this.#header.sampleRateHz, sampleRateHz);
    return concatPcm([resampler.push(one), resampler.flush()]);
  }

  get #frameBytes(): number {
    return this.#header.channels * 2;
  }

  #byteAt(ms: number): number {
    const frame = Math.round((ms * this.#header.sampleRateHz) / 1000);
    return Math.max(0, Math.min(frame * this.#frameBytes, this.#dataBytes - (this.#dataBytes % this.#frameBytes)));
  }
}
