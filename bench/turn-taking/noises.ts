import { rmsDbfs } from '../../server/audio/level.ts';
import { gain, silence } from '../../server/audio/sound.ts';
import { type Pcm, sampleRateHz, samplesOfMs } from '../../server/core/audio-frame.ts';
import type { Random } from './random.ts';

/** Loud enough to keep all bits, soft enough never to clip. */
const amplitude = 8_000;

export function whiteNoise(ms: number, random: Random): Pcm {
  return silence(ms).map(() => random.between(-amplitude, amplitude));
}

/** Equal energy in each octave: wind, a street. Paul Kellet's filter of three poles (musicdsp.org 76). */
export function pinkNoise(ms: number, random: Random): Pcm {
  let [low, middle, high] = [0, 0, 0];
  return silence(ms).map(() => {
    const white = random.between(-1, 1);
    low = 0.99765 * low + white * 0.099046;
    middle = 0.963 * middle + white * 0.2965164;
    high = 0.57 * high + white * 1.0526913;
    return (low + middle + high + white * 0.1848) * 0.15 * amplitude;
  });
}

/** An office: the mains and its harmonics, a fan. */
export function hum(ms: number, random: Random): Pcm {
  const fan = pinkNoise(ms, random);
  const radian = (2 * Math.PI) / sampleRateHz;
  return fan.map((sample, at) => {
    const mains = [50, 100, 150, 300, 450].reduce((sum, hz, n) => sum + Math.sin(hz * radian * at) / (n + 1), 0);
    return 0.3 * sample + 0.25 * amplitude * mains;
  });
}

/** A burst of breath: 200 to 350 ms of noise that swells in 20 ms and dies away, most of it below 2 kHz. */
export function cough(random: Random): Pcm {
  const ms = random.between(200, 350);
  let smooth = 0;
  return silence(ms).map((_, at) => {
    const sinceMs = (at * 1000) / sampleRateHz;
    smooth = 0.65 * smooth + 0.35 * random.between(-1, 1);
    return 2.5 * amplitude * smooth * Math.min(1, sinceMs / 20) * Math.exp(-sinceMs / (ms / 3));
  });
}

/** A handset that is moved: 4 to 12 ms. */
export function click(random: Random): Pcm {
  return silence(random.between(4, 12)).map((_, at) => 2 * amplitude * random.between(-1, 1) * Math.exp(-at / 40));
}

/** The same sound at another level; silence stays silence. */
export function atLevel(pcm: Pcm, dbfs: number): Pcm {
  return gain(pcm, dbfs - rmsDbfs(pcm));
}

/** Exactly so long: repeated or cut. */
export function lasting(pcm: Pcm, ms: number): Pcm {
  const whole = new Int16Array(samplesOfMs(ms));
  for (let at = 0; at < whole.length; at += pcm.length) whole.set(pcm.subarray(0, whole.length - at), at);
  return whole;
}
