import type { Pcm } from '../core/audio-frame.ts';

/** dBFS: 0 is the largest sample a 16 bit number can hold; silence is {@link silenceDbfs}, never -Infinity, so that it can be averaged and stored. */
export const silenceDbfs = -96;
const fullScale = 32_768;

/** The loudest single sample, in dBFS. */
export function peakDbfs(pcm: Pcm): number {
  let peak = 0;
  for (const sample of pcm) peak = Math.max(peak, Math.abs(sample));
  return dbfsOfAmplitude(peak);
}

/** The root mean square, in dBFS: a full-scale sine is -3, speech on a telephone line about -20 to -30. */
export function rmsDbfs(pcm: Pcm): number {
  return dbfsOfAmplitude(rms(pcm));
}

/** The root mean square as an amplitude, 0 to 32,768; 0 of nothing. */
export function rms(pcm: Pcm): number {
  let energy = 0;
  for (const sample of pcm) energy += sample * sample;
  return pcm.length === 0 ? 0 : Math.sqrt(energy / pcm.length);
}

/** The factor on amplitude that a change in decibels means. */
export function factorOfDb(decibels: number): number {
  return 10 ** (decibels / 20);
}

export function dbfsOfAmplitude(amplitude: number): number {
  return Math.max(silenceDbfs, 20 * Math.log10(amplitude / fullScale));
}
