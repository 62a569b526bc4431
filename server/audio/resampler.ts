import type { Pcm } from '../core/audio-frame.ts';
import { RepondeurError } from '../core/errors.ts';
import { clipSample } from './sound.ts';

/** Zero crossings of the sinc on each side. 40 give a transition band of 1/8 of the narrower band at 80 dB (Kaiser's formula), and 2.5 ms of delay at 16 kHz. */
const zeroCrossings = 40;
/** Kaiser's shape for 80 dB of stop-band attenuation: 0.1102 × (80 − 8.7). */
const kaiserBeta = 7.857;
/** The middle of the transition band as a share of the narrower Nyquist frequency, so that the stop band begins at that frequency. */
const cutoff = 0.9375;

/**
 * Changes the sample rate of one stream: band-limited (polyphase windowed sinc), mono s16, any two whole rates. State is kept between chunks, so
 * that where the stream is cut does not change one sample of the result. Output is aligned with input: `flush` gives the tail.
 */
export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #halfWidth: number;
  readonly #phases: Float32Array[];
  #history: Float32Array;
  /** Position of the next output sample, in input samples from the start of `#history`: whole part and phase in 1/up. */
  #at: number;
  #phase = 0;
  #missing = 0;

  constructor(fromHz: number, toHz: number) {
    for (const rateHz of [fromHz, toHz]) {
      if (!Number.isInteger(rateHz) || rateHz <= 0)
        throw new RepondeurError('bad-input', `a sample rate must be a whole number above 0, not ${rateHz}`);
    }
    const divisor = greatestCommonDivisor(fromHz, toHz);
    this.#up = toHz / divisor;
    this.#down = fromHz / divisor;
    const bandwidth = Math.min(1, toHz / fromHz);
    this.#halfWidth = Math.ceil(zeroCrossings / bandwidth);
    this.#phases = fromHz === toHz ? [] : filterBank(this.#up, bandwidth, this.#halfWidth);
    this.#history = new Float32Array(this.#halfWidth);
    this.#at = this.#halfWidth;
  }

  /** The samples that can be computed so far; the filter holds back the last few ms until more sound or `flush` comes. */
  push(pcm: Pcm): Pcm {
    if (this.#phases.length === 0) return pcm.slice();
    this.#missing += pcm.length * this.#up;
    return this.#run(pcm);
  }

  /** The end of the stream: the samples held back. The resampler is then as new. */
  flush(): Pcm {
    if (this.#phases.length === 0) return new Int16Array(0);
    const wanted = Math.ceil(this.#missing / this.#down);
    const tail = this.#run(new Int16Array(this.#halfWidth + 1)).subarray(0, wanted);
    this.#history = new Float32Array(this.#halfWidth);
    this.#at = this.#halfWidth;
    this.#phase = 0;
    this.#missing = 0;
    return tail;
  }

  #run(pcm: Pcm): Pcm {
    const input = new Float32Array(this.#history.length + pcm.length);
    input.set(this.#history);
    input.set(pcm, this.#history.length);
    const ready = input.length - this.#halfWidth - this.#at;
    const output = new Int16Array(ready <= 0 ? 0 : Math.ceil((ready * this.#up - this.#phase) / this.#down));
    for (let n = 0; n < output.length; n++) {
      const taps = this.#phases[this.#phase]!;
      const first = this.#at - this.#halfWidth + 1;
      let sum = 0;
      for (let k = 0; k < taps.length; k++) sum += taps[k]! * input[first + k]!;
      output[n] = clipSample(sum);
      this.#phase += this.#down;
      this.#at += Math.floor(this.#phase / this.#up);
      this.#phase %= this.#up;
    }
    this.#missing -= output.length * this.#down;
    const keepFrom = Math.min(input.length, this.#at - this.#halfWidth);
    this.#history = input.slice(keepFrom);
    this.#at -= keepFrom;
    return output;
  }
}

/** For each phase p of `up`, the taps that weigh input samples at-half+1 … at+half for an output sample at `at + p/up`. Each sums to 1: no ripple at 0 Hz. */
function filterBank(up: number, bandwidth: number, halfWidth: number): Float32Array[] {
  const scale = cutoff * bandwidth;
  return Array.from({ length: up }, (_, phase) => {
    const taps = Float64Array.from({ length: halfWidth * 2 }, (_, k) => {
      const distance = k - halfWidth + 1 - phase / up;
      return sinc(distance * scale) * kaiser(distance / halfWidth);
    });
    const sum = taps.reduce((total, tap) => total + tap, 0);
    return Float32Array.from(taps, (tap) => tap / sum);
  });
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Kaiser's window on -1…1 (Oppenheim & Schafer, Discrete-Time Signal Processing, 7.5). */
function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : besselI0(kaiserBeta * Math.sqrt(1 - x * x)) / besselI0(kaiserBeta);
}

function besselI0(x: number): number {
  let sum = 1;
  for (let k = 1, term = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
