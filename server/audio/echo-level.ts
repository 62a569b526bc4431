import { type Pcm, samplesOfMs } from '../core/audio-frame.ts';
import { dbfsOfAmplitude, rms } from './level.ts';

/** Strengths are compared at delays of 0, 10, … 600 ms: 250 ms in a phone and its room, and the way there and back. */
const delays = 61;
const pieceSamples = samplesOfMs(10);
/** A frame is compared with the two pieces of 10 ms that were played so long before it. */
const framePieces = 2;
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
 * Sound comes early or late for a while, and so does its echo: by so many pieces of 10 ms. What is awaited for longer hides more of a caller who talks
 * over it: nothing where the echo is soft, up to two fifths of his frames where it is strong.
 */
const earlyPieces = 2;
const latePieces = 12;
const latePiecesSoft = 28;
const softGain = 0.2;
/** Pieces of what was played that are kept. */
const keptPieces = delays + framePieces + latePiecesSoft;
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
  readonly #energies = new Float64Array(keptPieces);
  /** For each delay, sums over the frames of what was played, its square, and its product with what was heard. */
  readonly #x = new Float64Array(delays);
  readonly #xx = new Float64Array(delays);
  readonly #xy = new Float64Array(delays);
  #frames = 0;
  #weight = 0;
  #y = 0;
  #yy = 0;
  #most = firstGain;
  #path: { delay: number; gain: number } | undefined;

  /** One frame of what is heard, and what was played since the one before (20 ms, when no frame is missing). Returns the level under which the heard one may be echo alone, in dBFS. */
  next(played: Pcm, heard: Pcm): number {
    for (let at = 0; at + pieceSamples <= played.length; at += pieceSamples) {
      this.#energies.copyWithin(1, 0);
      this.#energies[0] = rms(played.subarray(at, at + pieceSamples)) ** 2;
    }
    const loudest = this.#loudest(0, delays + framePieces);
    if (loudest >= playedAmplitude) this.#learn(rms(heard));
    return dbfsOfAmplitude(this.#expected(loudest)) + marginDb;
  }

  #learn(y: number): void {
    this.#frames++;
    if (this.#frames <= skippedFrames) return;
    this.#weight = this.#weight * keep + 1;
    this.#y = this.#y * keep + y;
    this.#yy = this.#yy * keep + y * y;
    for (let delay = 0; delay < delays; delay++) {
      const x = this.#playedAt(delay);
      this.#x[delay] = this.#x[delay]! * keep + x;
      this.#xx[delay] = this.#xx[delay]! * keep + x * x;
      this.#xy[delay] = this.#xy[delay]! * keep + x * y;
    }
    if (this.#frames < skippedFrames + enoughFrames) return;
    this.#path = this.#agreeing() ?? this.#path;
    this.#most = Math.min(this.#most, this.#meanGain(0));
    if (this.#path) this.#path.gain = Math.min(this.#path.gain, this.#meanGain(this.#path.delay));
  }

  /** How strong what was played so many 10 ms ago was. */
  #playedAt(delay: number): number {
    return Math.sqrt((this.#energies[delay]! + this.#energies[delay + 1]!) / 2);
  }

  /** The strongest of what was played from one of these 10 ms ago to another, which is left out. */
  #loudest(from: number, to: number): number {
    let energy = 0;
    for (let at = Math.max(0, from); at < to; at++) energy = Math.max(energy, this.#energies[at]!);
    return Math.sqrt(energy);
  }

  #expected(loudest: number): number {
    if (!this.#path) return loudest * this.#most;
    const { delay, gain } = this.#path;
    const late = gain < softGain ? latePiecesSoft : latePieces;
    return gain * this.#loudest(delay - earlyPieces, delay + framePieces + late);
  }

  #meanGain(delay: number): number {
    const x = this.#x[delay]!;
    return x > 0 ? (peakOfMean * this.#y) / x : firstGain;
  }

  /** The delay at which what was heard follows what was played best, if it does. */
  #agreeing(): { delay: number; gain: number } | undefined {
    const ofHeard = this.#weight * this.#yy - this.#y * this.#y;
    let agreeing: { delay: number; gain: number } | undefined;
    let best = echoCorrelation;
    for (let delay = 0; delay < delays; delay++) {
      const x = this.#x[delay]!;
      const covariance = this.#weight * this.#xy[delay]! - x * this.#y;
      const ofPlayed = this.#weight * this.#xx[delay]! - x * x;
      const correlation = ofPlayed > 0 && ofHeard > 0 ? covariance / Math.sqrt(ofPlayed * ofHeard) : 0;
      if (correlation < best) continue;
      best = correlation;
      agreeing = { delay, gain: covariance / ofPlayed };
    }
    return agreeing;
  }
}
