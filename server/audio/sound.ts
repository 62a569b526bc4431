import { type Pcm, sampleRateHz, samplesOfMs } from '../core/audio-frame.ts';
import { factorOfDb } from './level.ts';

export function silence(ms: number): Pcm {
  return new Int16Array(samplesOfMs(ms));
}

/** The nearest 16 bit sample; what is too loud is cut at full scale instead of wrapping round into a crack. */
export function clipSample(value: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(value)));
}

/** Louder or softer by so many decibels. */
export function gain(pcm: Pcm, decibels: number): Pcm {
  const factor = factorOfDb(decibels);
  return pcm.map((sample) => clipSample(sample * factor));
}

/** Sounds at the same time, starting together; as long as the longest. */
export function mix(...sounds: readonly Pcm[]): Pcm {
  const sum = new Float64Array(Math.max(0, ...sounds.map((sound) => sound.length)));
  for (const sound of sounds) for (let at = 0; at < sound.length; at++) sum[at]! += sound[at]!;
  return Int16Array.from(sum, clipSample);
}

/** Two sides of a call as left and right, for a stereo file; the shorter side ends in silence. */
export function interleave(left: Pcm, right: Pcm): Pcm {
  const frames = Math.max(left.length, right.length);
  const both = new Int16Array(frames * 2);
  for (let at = 0; at < frames; at++) {
    both[at * 2] = left[at] ?? 0;
    both[at * 2 + 1] = right[at] ?? 0;
  }
  return both;
}

export interface ToneOptions {
  frequencyHz: number;
  ms: number;
  /** The peak of the sine. Default -12. */
  peakDbfs?: number;
  /** Fade in and out, so that the edges do not click. Default 5. */
  fadeMs?: number;
}

/** A sine, 16 kHz: the beep of a voicemail. */
export function tone({ frequencyHz, ms, peakDbfs = -12, fadeMs = 5 }: ToneOptions): Pcm {
  const samples = samplesOfMs(ms);
  const fade = Math.max(1, samplesOfMs(fadeMs));
  const amplitude = 32_767 * factorOfDb(peakDbfs);
  return Int16Array.from({ length: samples }, (_, at) => {
    const envelope = Math.min(1, (at + 1) / fade, (samples - at) / fade);
    return clipSample(amplitude * envelope * Math.sin((2 * Math.PI * frequencyHz * at) / sampleRateHz));
  });
}
