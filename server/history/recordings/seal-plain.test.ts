import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { tone } from '../../audio/sound.ts';
import { encodeWav } from '../../audio/wav-file.ts';
import { newId } from '../../core/ids.ts';
import { silentLogger } from '../../core/logger.ts';
import { callRecord } from '../../testing/call-record.ts';
import { temporaryDatabase } from '../../testing/database.ts';
import { soundOf, testRecordings } from '../../testing/recordings.ts';
import { HistoryStore } from '../store.ts';
import { sealPlainRecordings } from './seal-plain.ts';

const sound = tone({ frequencyHz: 300, ms: 1000 });

async function oldHouse(t: ExecutionContext) {
  const { database, folder: dataDir } = await temporaryDatabase(t);
  const history = new HistoryStore({ database, dataDir });
  const recordings = testRecordings(database);
  const old = async (bytes: Buffer = encodeWav(sound)) => {
    const id = newId();
    const path = join(dataDir, 'recordings/2026/11', `${id}.wav`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    const record = callRecord({ id, recording: { path, durationMs: 1000, sampleRateHz: 16_000, channels: 1 } });
    await history.store(record);
    return record;
  };
  const files = async () => (await readdir(join(dataDir, 'recordings/2026/11'))).sort();
  const seal = (signal?: AbortSignal) => sealPlainRecordings({ database, recordings, dataDir, logger: silentLogger, signal });
  return { database, dataDir, history, recordings, old, files, seal };
}

test('recordings from before there were keys are sealed once, and heard as before', async (t) => {
  const { history, recordings, old, files, seal } = await oldHouse(t);
  const records = [await old(), await old()];
  t.is(await seal(), 2);
  t.deepEqual(await files(), records.map(({ id }) => `${id}.wav.sealed`).sort());
  for (const { id } of records) {
    const found = await history.find(id);
    t.true(found?.recording?.path.endsWith(`${id}.wav.sealed`));
    t.deepEqual((await soundOf(recordings, found!)).pcm, sound);
  }
  t.is(await seal(), 0);
});

test('what a start before had begun is brought to its end, whether the row was written or not', async (t) => {
  const { history, recordings, old, files, seal } = await oldHouse(t);
  const [half, done] = [await old(), await old()];
  await writeFile(`${half.recording!.path}.sealed`, 'half of it');
  await seal();
  // The plain one of a call whose row says "sealed" already.
  await writeFile(done.recording!.path, encodeWav(sound));
  t.is(await seal(), 0);
  t.deepEqual(await files(), [half, done].map(({ id }) => `${id}.wav.sealed`).sort());
  t.deepEqual((await soundOf(recordings, (await history.find(half.id))!)).pcm, sound);
});

test('what belongs to no call in the history, or is no sound, stays as it is', async (t) => {
  const { dataDir, old, files, seal } = await oldHouse(t);
  const broken = await old(Buffer.from('no sound'));
  await writeFile(join(dataDir, 'recordings/2026/11/up.wav'), encodeWav(sound));
  t.is(await seal(), 0);
  t.deepEqual(await files(), [`${broken.id}.wav`, 'up.wav'].sort());
});

test('it can be stopped, and there may be nothing', async (t) => {
  const { old, seal, files } = await oldHouse(t);
  t.is(await seal(), 0);
  const { id } = await old();
  await t.throwsAsync(seal(AbortSignal.abort()));
  t.deepEqual(await files(), [`${id}.wav`]);
});
