import { concatPcm, type Pcm, samplesOfMs } from '../core/audio-frame.ts';

/** Gathers sound (16 kHz) that is handed to another process in larger pieces: each message costs, however little it holds. */
export class SoundBatch {
  readonly #fullSamples: number;
  #parts: Pcm[] = [];
  #samples = 0;

  constructor(fullMs: number) {
    this.#fullSamples = samplesOfMs(fullMs);
  }

  /** Keeps a copy: the frame may be reused by who gave it. Returns everything gathered when that is a whole batch. */
  add(pcm: Pcm): Pcm | undefined {
    this.#parts.push(pcm.slice());
    this.#samples += pcm.length;
    return this.#samples >= this.#fullSamples ? this.take() : undefined;
  }

  /** Everything gathered; undefined when that is nothing. */
  take(): Pcm | undefined {
    const pcm = this.#samples > 0 ? concatPcm(this.#parts) : undefined;
    this.clear();
    return pcm;
  }

  clear(): void {
    this.#parts = [];
    this.#samples = 0;
  }
}
