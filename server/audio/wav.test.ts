import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { isCode } from '../core/errors.ts';
import { channelOf, decodeWav, encodeWav, readWav, writeWav } from './wav-file.ts';
import { parseWavHeader, wavHeader } from './wav-header.ts';

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
