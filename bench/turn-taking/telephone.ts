import { designFilter, Resampler } from '../../server/audio/resampler.ts';
import { concatPcm, type Pcm, sampleRateHz } from '../../server/core/audio-frame.ts';

const telephoneRateHz = 8_000;
const down = designFilter(sampleRateHz, telephoneRateHz);
const up = designFilter(telephoneRateHz, sampleRateHz);
/** Two poles of this high-pass each: a handset passes little below 300 Hz. */
const lowestHz = 220;
const muLawBias = 132;
const muLawLoudest = 32_635;

/** What of a sound comes out at the other end of a telephone call: 8 kHz, without its lowest tones, in µ-law (ITU-T G.711). As long as before, not shifted. */
export function throughTelephone(pcm: Pcm): Pcm {
  const narrow = through(new Resampler(sampleRateHz, telephoneRateHz, down), withoutLow(pcm));
  const coded = narrow.map((sample) => ofMuLaw(toMuLaw(sample)));
  return through(new Resampler(telephoneRateHz, sampleRateHz, up), coded).subarray(0, pcm.length);
}

function through(resampler: Resampler, pcm: Pcm): Pcm {
  return concatPcm([resampler.push(pcm), resampler.flush()]);
}

function withoutLow(pcm: Pcm): Pcm {
  const keep = Math.exp((-2 * Math.PI * lowestHz) / sampleRateHz);
  let [first, second, before, beforeFirst] = [0, 0, 0, 0];
  return pcm.map((sample) => {
    first = keep * (first + sample - before);
    before = sample;
    second = keep * (second + first - beforeFirst);
    beforeFirst = first;
    return second;
  });
}

/** Sign, exponent and mantissa in one byte; kept in one 16 bit number here. */
export function toMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), muLawLoudest) + muLawBias;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  return sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f);
}

export function ofMuLaw(code: number): number {
  const exponent = (code >> 4) & 0x07;
  const magnitude = ((((code & 0x0f) << 3) + muLawBias) << exponent) - muLawBias;
  return code & 0x80 ? -magnitude : magnitude;
}
