import { type Pcm, samplesOfMs } from '../core/audio-frame.ts';
import { dbfsOfAmplitude, rms } from './level.ts';

/** Strengths are compared at delays of 0, 10, … 600 ms: 250 ms in a phone and its room, and the way there and back. */
const delays = 61;
const pieceSamples = samplesOfMs(10);
/** Below this nothing is played that could come back. */
const playedAmplitude = 100;
/** A sum forgets what is older than 1.5 s of played voice. */
const keep = 1 - 1 / 75;
/** The echo of the first frames may still be on its way. */
const skippedFrames = 30;
/** Frames of played voice that tell what a line is like. */
const enoughFrames = 20;
/** What comes back follows what was played, in strength: 0.95 and more, and two people who talk at the same time agree to 0.86 at most. */
const echoCorrelation = 0.92;
/** Before the line is known: a loudspeaker that is as close to the microphone as a mouth. */
const firstGain = 0.3;
/** Of the mean that came back, its louder moments. */
const peakOfMean = 1.5;
/**
 * In pieces of 10 ms around the delay: where sound comes late for a while, so does its echo. What is awaited for longer hides more of a caller who talks
 * over it: nothing where the echo is soft, up to a third of his frames where it is strong.
 */
const earliest = -2;
const latest = 6;
const latestSoft = 30;
const softGain = 0.2;
/** Echo is louder than foreseen for a moment: rooms ring, telephone codecs round. */
const marginDb = 4;

/**
 * How loud the assistant's own voice may come back at this moment, learnt on the way: from the phone's loudspeaker into its microphone, or from a hybrid in the
 * network. For each delay the strengths of what was played and of what came back are compared (correlation and regression over the last 1.5 s of voice);
 * one that agrees gives delay and gain. Until one does, the least that ever came back in 1.5 s of voice is taken for the most that echo may be.
 * About 25 µs a frame.
 */
export class EchoLevel {
  /** Energy of what was played, in pieces of 10 ms, the newest first. */
  readonly #energies: number[] = new Array(delays + 3).fill(0);
  readonly #sums = Array.from({ length: delays }, () => ({ x: 0, xx: 0, xy: 0 }));
  #frames = 0;
  #weight = 0;
  #y = 0;
  #yy = 0;
  #most = firstGain;
  #path: { delay: number; gain: number } | undefined;

  /** One frame of what is heard, and what was played since the one before (20 ms, when no frame is missing). Returns the level under which the heard one may be echo alone, in dBFS. */
  next(played: Pcm, heard: Pcm): number {
    for (let at = 0; at + pieceSamples <= played.length; at += pieceSamples) {
      this.#energies.pop();
      this.#energies.unshift(rms(played.subarray(at, at + pieceSamples)) ** 2);
    }
    const loudest = Math.sqrt(Math.max(...this.#energies));
    if (loudest >= playedAmplitude) this.#learn(rms(heard));
    return dbfsOfAmplitude(this.#expected(loudest)) + marginDb;
  }

  #learn(y: number): void {
    this.#frames++;
    if (this.#frames <= skippedFrames) return;
    this.#weight = this.#weight * keep + 1;
    this.#y = this.#y * keep + y;
    this.#yy = this.#yy * keep + y * y;
    for (const [delay, sums] of this.#sums.entries()) {
      const x = this.#playedAt(delay);
      sums.x = sums.x * keep + x;
      sums.xx = sums.xx * keep + x * x;
      sums.xy = sums.xy * keep + x * y;
    }
    if (this.#frames < skippedFrames + enoughFrames) return;
    const best = this.#bestDelay();
    if (best.correlation >= echoCorrelation) this.#path = best;
    this.#most = Math.min(this.#most, this.#meanGain(0));
    if (this.#path) this.#path.gain = Math.min(this.#path.gain, this.#meanGain(this.#path.delay));
  }

  /** How strong what was played so many 10 ms ago was. */
  #playedAt(delay: number): number {
    return Math.sqrt((this.#energies[delay]! + this.#energies[delay + 1]!) / 2);
  }

  #expected(loudest: number): number {
    if (!this.#path) return loudest * this.#most;
    const { delay, gain } = this.#path;
    const from = Math.max(0, delay + earliest);
    const to = delay + (gain < softGain ? latestSoft : latest);
    return gain * Math.sqrt(Math.max(...this.#energies.slice(from, to)));
  }

  #meanGain(delay: number): number {
    const { x } = this.#sums[delay]!;
    return x > 0 ? (peakOfMean * this.#y) / x : firstGain;
  }

  #bestDelay(): { delay: number; gain: number; correlation: number } {
    const fits = this.#sums.map(({ x, xx, xy }, delay) => {
      const covariance = this.#weight * xy - x * this.#y;
      const ofPlayed = this.#weight * xx - x * x;
      const ofHeard = this.#weight * this.#yy - this.#y * this.#y;
      const correlation = ofPlayed > 0 && ofHeard > 0 ? covariance / Math.sqrt(ofPlayed * ofHeard) : 0;
      return { delay, gain: ofPlayed > 0 ? covariance / ofPlayed : 0, correlation };
    });
    return fits.reduce((best, fit) => (fit.correlation > best.correlation ? fit : best));
  }
}
