import test from 'ava';
import { concatPcm } from '../core/audio-frame.ts';
import { encodeWav } from './wav-file.ts';
import { WavStream } from './wav-stream.ts';

const samples = Int16Array.from({ length: 100 }, (_, n) => n * 300 - 15_000);

for (const cut of [1, 3, 43, 44, 45, 1000]) {
  test(`pieces of ${cut} bytes give the samples of the whole`, (t) => {
    const bytes = encodeWav(samples);
    const stream = new WavStream();
    const parts = [];
    for (let at = 0; at < bytes.length; at += cut) parts.push(stream.push(bytes.subarray(at, at + cut)));
    t.deepEqual(concatPcm(parts), samples);
    t.is(stream.header?.sampleRateHz, 16_000);
  });
}

test('what follows the samples is not sound', (t) => {
  const stream = new WavStream();
  t.deepEqual(stream.push(Buffer.concat([encodeWav(samples), Buffer.from('LIST\x04\0\0\0abcd')])), samples);
  t.is(stream.push(Buffer.from('more')).length, 0);
});
