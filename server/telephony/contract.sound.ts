import { tone as makeTone } from '../audio/sound.ts';
import { type Pcm, sampleRateHz, samplesOfMs } from '../core/audio-frame.ts';

/** A tone for tests, loud enough to come through A-law. */
export function tone(hz: number, ms: number): Pcm {
  return makeTone({ frequencyHz: hz, ms });
}

/** The amplitude of one frequency in the sound (Goertzel): about 8,000 for a whole {@link tone}, near 0 without it. */
export function amplitudeAt(hz: number, pcm: Pcm): number {
  const factor = 2 * Math.cos((2 * Math.PI * hz) / sampleRateHz);
  let [last, before] = [0, 0];
  for (const sample of pcm) [last, before] = [sample + factor * last - before, last];
  const power = last * last + before * before - factor * last * before;
  return (2 * Math.sqrt(Math.max(0, power))) / Math.max(1, pcm.length);
}

/** Milliseconds of the sound, counted in pieces of 20 ms, in which the frequency is heard. */
export function msWith(hz: number, pcm: Pcm): number {
  return 20 * piecesOf(pcm).filter((piece) => isIn(hz, piece)).length;
}

/** How often the frequency begins to be heard. */
export function timesWith(hz: number, pcm: Pcm): number {
  const heard = piecesOf(pcm).map((piece) => isIn(hz, piece));
  return heard.filter((there, at) => there && !heard[at - 1]).length;
}

function piecesOf(pcm: Pcm): Pcm[] {
  const samples = samplesOfMs(20);
  return Array.from({ length: Math.floor(pcm.length / samples) }, (_, at) => pcm.subarray(at * samples, (at + 1) * samples));
}

function isIn(hz: number, piece: Pcm): boolean {
  return amplitudeAt(hz, piece) > 1000;
}
