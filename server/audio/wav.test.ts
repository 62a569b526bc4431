import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { concatPcm } from '../core/audio-frame.ts';
import { isCode } from '../core/errors.ts';
import { channelOf, decodeWav, encodeWav, readWav, writeWav } from './wav-file.ts';
import { parseWavHeader, wavHeader } from './wav-header.ts';
import { WavWriter } from './wav-writer.ts';

const stereo = { sampleRateHz: 16_000, channels: 2 } as const;

async function directory(t: { teardown(fn: () => Promise<void>): void }): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'repondeur-wav-'));
  t.teardown(() => rm(path, { recursive: true, force: true }));
  return path;
}

test('what was written as WAV is read back, with its form', async (t) => {
  const path = join(await directory(t), 'sound.wav');
  const pcm = Int16Array.from([1, -2, 3, -4]);
  await writeWav(path, pcm, stereo);
  const sound = await readWav(path);
  t.deepEqual(sound, { ...stereo, pcm, durationMs: 0.125 });
  t.deepEqual([...channelOf(sound, 0)], [1, 3]);
  t.deepEqual([...channelOf(sound, 1)], [-2, -4]);
  t.is((await stat(path)).mode & 0o777, 0o600);
});

test('a header that arrives byte by byte is understood as soon as it is complete', (t) => {
  const bytes = encodeWav(new Int16Array(10));
  for (let length = 0; length < 44; length++) t.is(parseWavHeader(bytes.subarray(0, length)), undefined);
  t.deepEqual(parseWavHeader(bytes.subarray(0, 44)), { sampleRateHz: 16_000, channels: 1, dataOffset: 44, dataBytes: 20 });
});

test('the bogus sizes of a program that writes into a pipe mean: until the end', (t) => {
  for (const size of [0, 0x7fff_f000, 0xffff_ffff]) {
    const bytes = Buffer.concat([wavHeader({ sampleRateHz: 22_050, channels: 1 }, 0), Buffer.alloc(6)]);
    bytes.writeUInt32LE(size, 40);
    t.is(decodeWav(bytes).pcm.length, 3);
  }
});

test('chunks of other programs before the samples are passed over', (t) => {
  const plain = encodeWav(Int16Array.from([5, 6]));
  const list = Buffer.from('LIST\x03\x00\x00\x00abc\x00', 'latin1');
  t.deepEqual([...decodeWav(Buffer.concat([plain.subarray(0, 36), list, plain.subarray(36)])).pcm], [5, 6]);
});

test('what is not 16 bit PCM is refused with the reason', (t) => {
  const eightBit = encodeWav(new Int16Array(2));
  eightBit.writeUInt16LE(8, 34);
  const threeChannels = encodeWav(new Int16Array(2));
  threeChannels.writeUInt16LE(3, 22);
  const endless = Buffer.from('RIFF\0\0\0\0WAVEjunk\xff\xff\xff\x7f', 'latin1');
  for (const bytes of [Buffer.from('ID3 something else'), Buffer.from(''), eightBit, threeChannels, endless]) {
    t.true(
      isCode(
        t.throws(() => decodeWav(bytes)),
        'bad-input',
      ),
    );
  }
});

test('a file that was cut short gives the sound that is there', (t) => {
  const bytes = encodeWav(Int16Array.from([1, 2, 3, 4]), stereo);
  t.deepEqual([...decodeWav(bytes.subarray(0, -3)).pcm], [1, 2]);
});

test('a recording written in pieces is the same as one written at once', async (t) => {
  const path = join(await directory(t), 'call.wav');
  const writer = new WavWriter({ path, ...stereo, saveEveryMs: 20 });
  await writer.open();
  const parts = Array.from({ length: 50 }, (_, n) => new Int16Array(n * 16).fill(n));
  for (const part of parts) writer.write(part);
  const [{ durationMs }] = await Promise.all([writer.close(), writer.close()]);
  const sound = await readWav(path);
  t.deepEqual(sound.pcm, concatPcm(parts));
  t.is(sound.durationMs, durationMs);
  await t.notThrowsAsync(() => writer.close());
});

test('a recording is playable after its process was killed in the middle', async (t) => {
  const path = join(await directory(t), 'killed.wav');
  const program = `
    import { WavWriter } from ${JSON.stringify(new URL('./wav-writer.ts', import.meta.url).href)};
    const writer = new WavWriter({ path: ${JSON.stringify(path)}, sampleRateHz: 16000, channels: 2, saveEveryMs: 20 });
    await writer.open();
    setInterval(() => writer.write(new Int16Array(640).fill(7)), 5);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
  for (;;) {
    const written = await readFile(path).catch(() => Buffer.alloc(0));
    if (written.length > 20_000) break;
    t.is(child.exitCode, null);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  child.kill('SIGKILL');
  await once(child, 'exit');
  const bytes = await readFile(path);
  const sound = decodeWav(bytes);
  t.true(sound.pcm.length > 8000);
  t.true(sound.pcm.every((sample) => sample === 7));
  t.true(bytes.length - 44 - sound.pcm.byteLength <= 1280 * 3, 'the header knows all but the last pieces');
});

test('a recording that cannot be created or written says so', async (t) => {
  const path = join(await directory(t), 'missing', 'call.wav');
  t.true(isCode(await t.throwsAsync(() => new WavWriter({ path, ...stereo }).open()), 'storage-failed'));
  const full = new WavWriter({ path: join(await directory(t), 'slow.wav'), ...stereo, maxWaitingMs: 10 });
  await full.open();
  full.write(new Int16Array(32_000));
  t.true(isCode(await t.throwsAsync(() => full.close()), 'storage-failed'));
});
