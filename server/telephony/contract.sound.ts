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
  const piece = samplesOfMs(20);
  let ms = 0;
  for (let at = 0; at + piece <= pcm.length; at += piece) if (amplitudeAt(hz, pcm.subarray(at, at + piece)) > 1000) ms += 20;
  return ms;
}
