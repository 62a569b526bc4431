import type { Pcm } from '../core/audio-frame.ts';
import { RepondeurError } from '../core/errors.ts';
import { clipSample } from './sound.ts';

/** Zero crossings of the sinc on each side. 40 give a transition band of 1/8 of the narrower band at 80 dB (Kaiser's formula), and 2.5 ms of delay at 16 kHz. */
const zeroCrossings = 40;
/** Kaiser's shape for 80 dB of stop-band attenuation: 0.1102 × (80 − 8.7). */
const kaiserBeta = 7.857;
const kaiserPeak = besselI0(kaiserBeta);
/** The middle of the transition band as a share of the narrower Nyquist frequency, so that the stop band begins at that frequency. */
const cutoff = 0.9375;

/** What depends on the two rates only: can be shared by any number of resamplers. */
export interface ResamplingFilter {
  readonly fromHz: number;
  readonly toHz: number;
  readonly up: number;
  readonly down: number;
  readonly halfWidth: number;
  readonly phases: readonly Float32Array[];
}

/** Takes some milliseconds for odd ratios (22050 to 16000 has 320 phases): do it once. Throws 'bad-input' for a rate that is none. */
export function designFilter(fromHz: number, toHz: number): ResamplingFilter {
  for (const rateHz of [fromHz, toHz]) {
    if (!Number.isInteger(rateHz) || rateHz <= 0)
      throw new RepondeurError('bad-input', `a sample rate must be a whole number above 0, not ${rateHz}`);
  }
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const bandwidth = Math.min(1, toHz / fromHz);
  const [up, down, halfWidth] = [toHz / divisor, fromHz / divisor, Math.ceil(zeroCrossings / bandwidth)];
  return { fromHz, toHz, up, down, halfWidth, phases: fromHz === toHz ? [] : designTaps(up, bandwidth, halfWidth) };
}

/**
 * Changes the sample rate of one stream: band-limited (polyphase windowed sinc), mono s16, any two whole rates. State is kept between chunks, so
 * that where the stream is cut does not change one sample of the result. Output is aligned with input: `flush` gives the tail.
 */
export class Resampler {
  readonly #filter: ResamplingFilter;
  #history: Float32Array;
  /** Position of the next output sample, in input samples from the start of `#history`: whole part and phase in 1/up. */
  #at: number;
  #phase = 0;
  #missing = 0;

  constructor(fromHz: number, toHz: number, filter = designFilter(fromHz, toHz)) {
    this.#filter = filter;
    this.#history = new Float32Array(filter.halfWidth);
    this.#at = filter.halfWidth;
  }

  /** The samples that can be computed so far; the filter holds back the last few ms until more sound or `flush` comes. */
  push(pcm: Pcm): Pcm {
    if (this.#filter.phases.length === 0) return pcm.slice();
    this.#missing += pcm.length * this.#filter.up;
    return this.#run(pcm);
  }

  /** The end of the stream: the samples held back. The resampler is then as new. */
  flush(): Pcm {
    const { phases, down, halfWidth } = this.#filter;
    if (phases.length === 0) return new Int16Array(0);
    const wanted = Math.ceil(this.#missing / down);
    const tail = this.#run(new Int16Array(halfWidth + 1)).subarray(0, wanted);
    this.#history = new Float32Array(halfWidth);
    this.#at = halfWidth;
    this.#phase = 0;
    this.#missing = 0;
    return tail;
  }

  #run(pcm: Pcm): Pcm {
    const { up, down, halfWidth, phases } = this.#filter;
    const input = new Float32Array(this.#history.length + pcm.length);
    input.set(this.#history);
    input.set(pcm, this.#history.length);
    const ready = input.length - halfWidth - this.#at;
    const output = new Int16Array(ready <= 0 ? 0 : Math.ceil((ready * up - this.#phase) / down));
    for (let n = 0; n < output.length; n++) {
      const taps = phases[this.#phase]!;
      const first = this.#at - halfWidth + 1;
      let sum = 0;
      for (let k = 0; k < taps.length; k++) sum += taps[k]! * input[first + k]!;
      output[n] = clipSample(sum);
      this.#phase += down;
      this.#at += Math.floor(this.#phase / up);
      this.#phase %= up;
    }
    this.#missing -= output.length * down;
    const keepFrom = Math.min(input.length, this.#at - halfWidth);
    this.#history = input.slice(keepFrom);
    this.#at -= keepFrom;
    return output;
  }
}

/**
 * For each phase p of `up`, the taps that weigh input samples at-half+1 … at+half for an output sample at `at + p/up`. Each sums to 1: no ripple
 * at 0 Hz. Phase up-p is phase p in reverse, which saves half the work.
 */
function designTaps(up: number, bandwidth: number, halfWidth: number): Float32Array[] {
  const scale = cutoff * bandwidth;
  const phases: Float32Array[] = [];
  for (let phase = 0; phase < up; phase++) {
    const mirror = phase === 0 ? undefined : phases[up - phase];
    if (mirror) {
      phases.push(mirror.toReversed());
      continue;
    }
    const taps = Float64Array.from({ length: halfWidth * 2 }, (_, k) => {
      const distance = k - halfWidth + 1 - phase / up;
      return sinc(distance * scale) * kaiser(distance / halfWidth);
    });
    const sum = taps.reduce((total, tap) => total + tap, 0);
    phases.push(Float32Array.from(taps, (tap) => tap / sum));
  }
  return phases;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Kaiser's window on -1…1 (Oppenheim & Schafer, Discrete-Time Signal Processing, 7.5). */
function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : besselI0(kaiserBeta * Math.sqrt(1 - x * x)) / kaiserPeak;
}

function besselI0(x: number): number {
  let sum = 1;
  const quarter = (x * x) / 4;
  for (let k = 1, term = 1; term > sum * 1e-9; k++) {
    term *= quarter / (k * k);
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
