import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { openPlainFile } from '../core/byte-source.ts';
import { isCode } from '../core/errors.ts';
import { temporaryFolder } from '../testing/database.ts';
import { Resampler } from './resampler.ts';
import { interleave, silence, tone } from './sound.ts';
import { writeWav } from './wav-file.ts';
import { WavSlices } from './wav-slices.ts';

async function slicesOf(t: ExecutionContext, path: string): Promise<WavSlices> {
  const source = await openPlainFile(path);
  t.teardown(() => source.close());
  return await WavSlices.of(source, path);
}

const left = tone({ frequencyHz: 300, ms: 1000 });

test('a part of one side comes as it was recorded', async (t) => {
  const path = join(await temporaryFolder(t), 'x.wav');
  await writeWav(path, interleave(left, silence(1000)), { sampleRateHz: 16_000, channels: 2 });
  const slices = await slicesOf(t, path);
  t.is(slices.durationMs, 1000);
  t.deepEqual(await slices.read(100, 350, 0), left.slice(1600, 5600));
  t.deepEqual(await slices.read(100, 350, 1), silence(250));
  t.deepEqual(await slices.read(-500, 50, 0), left.slice(0, 800));
  t.deepEqual(await slices.read(900, 5000, 0), left.slice(14_400));
  t.is((await slices.read(2000, 5000, 0)).length, 0);
});

for (const rateHz of [8000, 48_000]) {
  test(`a recording of ${rateHz} Hz comes at 16 kHz, at the right place`, async (t) => {
    const path = join(await temporaryFolder(t), 'x.wav');
    const source = new Resampler(16_000, rateHz).push(left);
    await writeWav(path, source, { sampleRateHz: rateHz, channels: 1 });
    const slices = await slicesOf(t, path);
    const part = await slices.read(200, 600, 0);
    t.is(part.length, 6400);
    const expected = left.subarray(3200, 9600);
    // The first and last ms of a part lack their neighbours.
    for (let n = 200; n < 6200; n += 7) t.true(Math.abs(part[n]! - expected[n]!) < 300, `${n}: ${part[n]} ${expected[n]}`);
  });
}

test('a rate that nobody records speech with, and a file that is no sound, are refused by name', async (t) => {
  const folder = await temporaryFolder(t);
  for (const rateHz of [4000, 1_000_000]) {
    const path = join(folder, `${rateHz}.wav`);
    await writeWav(path, left, { sampleRateHz: rateHz, channels: 1 });
    const error = await t.throwsAsync(slicesOf(t, path));
    t.true(isCode(error, 'bad-input'));
    t.is(error?.message, `${path} states a sample rate of ${rateHz} Hz; expected 8000 to 192000 Hz`);
  }
  const text = join(folder, 'text.wav');
  await writeFile(text, 'this is no sound');
  t.true(isCode(await t.throwsAsync(slicesOf(t, text)), 'bad-input'));
});

test('of a recording that was cut short there is what is there', async (t) => {
  const path = join(await temporaryFolder(t), 'x.wav');
  await writeWav(path, left);
  await truncate(path, 44 + 16_001);
  const slices = await slicesOf(t, path);
  t.deepEqual(await slices.read(400, 900, 0), left.slice(6400, 8000));
});
