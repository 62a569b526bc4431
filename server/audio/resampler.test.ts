import test from 'ava';
import { concatPcm, type Pcm } from '../core/audio-frame.ts';
import { isCode } from '../core/errors.ts';
import { rmsDbfs } from './level.ts';
import { Resampler } from './resampler.ts';

function sine(rateHz: number, frequencyHz: number, ms = 1000): Pcm {
  return Int16Array.from({ length: (rateHz * ms) / 1000 }, (_, at) => Math.round(16_384 * Math.sin((2 * Math.PI * frequencyHz * at) / rateHz)));
}

function convert(pcm: Pcm, fromHz: number, toHz: number, chunks = [pcm.length]): Pcm {
  const resampler = new Resampler(fromHz, toHz);
  const parts: Pcm[] = [];
  for (let at = 0, n = 0; at < pcm.length; n++) {
    const length = chunks[n % chunks.length]!;
    parts.push(resampler.push(pcm.subarray(at, at + length)));
    at += length;
  }
  return concatPcm([...parts, resampler.flush()]);
}

/** The middle, away from where the stream starts and ends. */
function middle(pcm: Pcm): Pcm {
  return pcm.subarray(pcm.length / 4, (pcm.length * 3) / 4);
}

/** The level of one frequency alone (Goertzel's sum), in dB of the tone that `sine` makes. */
function levelAt(pcm: Pcm, rateHz: number, frequencyHz: number): number {
  let re = 0;
  let im = 0;
  for (let at = 0; at < pcm.length; at++) {
    const window = 1 - Math.cos((2 * Math.PI * at) / pcm.length);
    re += window * pcm[at]! * Math.cos((2 * Math.PI * frequencyHz * at) / rateHz);
    im += window * pcm[at]! * Math.sin((2 * Math.PI * frequencyHz * at) / rateHz);
  }
  return 20 * Math.log10((2 * Math.hypot(re, im)) / pcm.length / 16_384);
}

const rates = [
  [22_050, 16_000],
  [16_000, 8_000],
  [8_000, 16_000],
  [48_000, 16_000],
  [44_100, 16_000],
  [16_000, 11_025],
] as const;

for (const [fromHz, toHz] of rates) {
  test(`${fromHz} Hz to ${toHz} Hz gives the same samples however the stream is cut`, (t) => {
    const sound = sine(fromHz, 700, 300);
    const whole = convert(sound, fromHz, toHz);
    t.is(whole.length, Math.ceil((sound.length * toHz) / fromHz));
    for (const chunks of [[1], [320], [7, 1, 500, 33]]) t.deepEqual(convert(sound, fromHz, toHz, chunks), whole);
  });

  test(`${fromHz} Hz to ${toHz} Hz keeps a tone’s frequency, level and place in time`, (t) => {
    for (const frequencyHz of [200, 1000, 3300]) {
      const converted = middle(convert(sine(fromHz, frequencyHz), fromHz, toHz));
      t.true(Math.abs(levelAt(converted, toHz, frequencyHz)) < 0.1, `${frequencyHz} Hz: ${levelAt(converted, toHz, frequencyHz)} dB`);
      const expected = middle(sine(toHz, frequencyHz));
      const difference = converted.map((sample, at) => sample - expected[at]!);
      t.true(rmsDbfs(difference) < -60, `${frequencyHz} Hz: the rest is at ${rmsDbfs(difference)} dBFS`);
    }
  });
}

test('what lies above the new band is 70 dB down instead of folded back into it', (t) => {
  for (const [fromHz, toHz, frequencyHz] of [
    [22_050, 16_000, 8_100],
    [22_050, 16_000, 10_000],
    [16_000, 8_000, 4_100],
    [48_000, 16_000, 12_345],
  ] as const) {
    const level = rmsDbfs(middle(convert(sine(fromHz, frequencyHz), fromHz, toHz))) + 9;
    t.true(level < -70, `${frequencyHz} Hz from ${fromHz} to ${toHz}: ${level} dB`);
  }
});

test('going up leaves no image of the voice above the old band', (t) => {
  const converted = middle(convert(sine(8_000, 3_000), 8_000, 16_000));
  t.true(levelAt(converted, 16_000, 5_000) < -70);
});

test('equal rates pass through', (t) => {
  const sound = sine(16_000, 440, 50);
  t.deepEqual(convert(sound, 16_000, 16_000, [33]), sound);
});

test('after flush the resampler is as new', (t) => {
  const resampler = new Resampler(22_050, 16_000);
  const once = () => concatPcm([resampler.push(sine(22_050, 500, 40)), resampler.flush()]);
  t.deepEqual(once(), once());
});

test('a sample rate that is none is refused', (t) => {
  for (const rate of [0, -1, 8000.5, Number.NaN])
    t.true(
      isCode(
        t.throws(() => new Resampler(rate, 16_000)),
        'bad-input',
      ),
    );
});

/** The ideal answer, sample by sample and in double precision: each output sample is the windowed-sinc sum around its place in the input (no polyphase, no state). */
function directly(pcm: Pcm, fromHz: number, toHz: number): Float64Array {
  const band = Math.min(1, toHz / fromHz);
  const half = Math.ceil(80 / band);
  return Float64Array.from({ length: Math.ceil((pcm.length * toHz) / fromHz) }, (_, n) => {
    const at = (n * fromHz) / toHz;
    let sum = 0;
    let weights = 0;
    for (let k = Math.floor(at) - half + 1; k <= Math.floor(at) + half; k++) {
      const x = (k - at) * band * 0.9375;
      const weight = (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)) * (0.5 + 0.5 * Math.cos((Math.PI * (k - at)) / (half + 1)));
      sum += weight * (pcm[k] ?? 0);
      weights += weight;
    }
    return sum / weights;
  });
}

/** From 100 Hz to 3.4 kHz, the telephone's band, with a start and an end in the middle of sound, as speech has. */
function chirp(rateHz: number): Pcm {
  return Int16Array.from({ length: rateHz / 2 }, (_, at) => {
    const seconds = at / rateHz;
    return Math.round(12_000 * Math.sin(2 * Math.PI * (100 + 3300 * seconds) * seconds));
  });
}

for (const [fromHz, toHz] of [...rates, [24_000, 16_000]] as const) {
  test(`${fromHz} Hz to ${toHz} Hz, in pieces of any length, is the ideal answer within 0.1 % of it`, (t) => {
    const sound = chirp(fromHz);
    const golden = directly(sound, fromHz, toHz);
    const made = convert(sound, fromHz, toHz, [441, 1, 0, 4410, 17]);
    t.is(made.length, golden.length);
    // The two filters differ where the stream begins and ends abruptly.
    const edge = Math.round(toHz / 50);
    let error = 0;
    let energy = 0;
    for (let n = edge; n < made.length - edge; n++) {
      error += (made[n]! - golden[n]!) ** 2;
      energy += golden[n]! ** 2;
    }
    t.true(10 * Math.log10(error / energy) < -60, `${10 * Math.log10(error / energy)} dB`);
  });
}
