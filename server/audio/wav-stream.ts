import { type Pcm, pcmOfBytes } from '../core/audio-frame.ts';
import { parseWavHeader, type WavHeader } from './wav-header.ts';

/** Samples out of a WAV that arrives in pieces cut anywhere, as from a pipe. What follows the stated end of the samples is left out. */
export class WavStream {
  #held: Buffer = Buffer.alloc(0);
  #header: WavHeader | undefined;
  #remaining = Number.POSITIVE_INFINITY;

  /** Known once the header has arrived. */
  get header(): WavHeader | undefined {
    return this.#header;
  }

  /** The samples that this piece completes; none while the header is incomplete. Throws 'bad-input' when it is no such WAV. */
  push(piece: Buffer): Pcm {
    let bytes = this.#held.length === 0 ? piece : Buffer.concat([this.#held, piece]);
    if (!this.#header) {
      this.#header = parseWavHeader(bytes);
      if (!this.#header) {
        this.#held = bytes;
        return new Int16Array(0);
      }
      bytes = bytes.subarray(this.#header.dataOffset);
      this.#remaining = this.#header.dataBytes;
    }
    const frameBytes = this.#header.channels * 2;
    const usable = Math.min(bytes.length, this.#remaining);
    const whole = usable - (usable % frameBytes);
    this.#remaining -= whole;
    this.#held = this.#remaining < frameBytes ? Buffer.alloc(0) : bytes.subarray(whole);
    return pcmOfBytes(bytes.subarray(0, whole));
  }
}
