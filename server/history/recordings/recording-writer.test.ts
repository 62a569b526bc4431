import test from 'ava';
import { isCode } from '../../core/errors.ts';
import { type RecordingSink, RecordingWriter } from './recording-writer.ts';

const format = { path: 'call.wav', sampleRateHz: 16_000, channels: 2 } as const;

/** Keeps what it is given; fails, or waits, where a test wants it to. */
function memory(append: () => Promise<void> = async () => {}) {
  const parts: Buffer[] = [];
  const ends: string[] = [];
  const sink: RecordingSink = {
    async append(bytes) {
      await append();
      parts.push(Buffer.from(bytes));
    },
    finish: async () => void ends.push('finished'),
    abandon: async () => void ends.push('abandoned'),
  };
  const samples = () => new Int16Array(new Uint8Array(Buffer.concat(parts)).buffer, 44);
  return { sink, ends, samples };
}

const frame = (value: number) => new Int16Array(640).fill(value);

test('what comes while earlier sound is put in front waits, and follows it', async (t) => {
  const { sink, ends, samples } = memory();
  const writer = new RecordingWriter({ ...format, sink, saveEveryMs: 20 });
  await writer.begin();
  const { promise, resolve } = Promise.withResolvers<void>();
  const prepending = writer.prepend(
    (async function* () {
      yield Buffer.from(frame(1).buffer);
      await promise;
      yield Buffer.from(frame(2).buffer);
    })(),
  );
  for (const value of [3, 4, 5]) writer.write(frame(value));
  resolve();
  await prepending;
  writer.write(frame(6));
  t.is((await writer.close()).durationMs, 120);
  t.deepEqual(
    [...samples()].filter((_, at) => at % 640 === 0),
    [1, 2, 3, 4, 5, 6],
  );
  t.deepEqual(ends, ['finished']);
});

test('earlier sound that cannot be read to its end is told; what comes after it is kept', async (t) => {
  const { sink, samples } = memory();
  const writer = new RecordingWriter({ ...format, sink });
  await writer.begin();
  const broken = async function* () {
    yield Buffer.from(frame(1).buffer);
    throw new Error('unreadable');
  };
  const prepending = writer.prepend(broken());
  writer.write(frame(2));
  await t.throwsAsync(prepending, { message: 'unreadable' });
  await writer.close();
  t.deepEqual(
    [...samples()].filter((_, at) => at % 640 === 0),
    [1, 2],
  );
});

test('a full disk comes out of close, and the file is left without an end', async (t) => {
  let room = 3;
  const { sink, ends } = memory(async () => {
    if (room-- === 0) throw new Error('the disk is full');
  });
  const writer = new RecordingWriter({ ...format, sink, saveEveryMs: 20 });
  await writer.begin();
  for (let count = 0; count < 10; count++) {
    writer.write(frame(count));
    await new Promise((resolve) => setImmediate(resolve));
  }
  const error = await t.throwsAsync(writer.close());
  t.true(isCode(error, 'storage-failed'));
  t.regex(error?.message ?? '', /call\.wav cannot be written: the disk is full/);
  t.deepEqual(ends, ['abandoned']);
});

test('sound that a slow disk does not take is given up, and said', async (t) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let count = 0;
  const { sink } = memory(() => (count++ === 0 ? Promise.resolve() : promise));
  const writer = new RecordingWriter({ ...format, sink, saveEveryMs: 20, maxWaitingMs: 100 });
  await writer.begin();
  for (let value = 0; value < 10; value++) writer.write(frame(value));
  resolve();
  t.true(isCode(await t.throwsAsync(writer.close()), 'storage-failed'));
});
