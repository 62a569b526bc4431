import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, readdir, readFile, rename, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { tone } from '../../audio/sound.ts';
import { decodeWav, writeWav } from '../../audio/wav-file.ts';
import { concatPcm, type Pcm } from '../../core/audio-frame.ts';
import { readAll } from '../../core/byte-source.ts';
import { isCode } from '../../core/errors.ts';
import { silentLogger } from '../../core/logger.ts';
import { openUserKeys } from '../../database/secrets/open-keys.ts';
import { temporaryDatabase } from '../../testing/database.ts';
import { storeRecording, testRecordings } from '../../testing/recordings.ts';
import type { OpenRecording } from './recordings.ts';

const stereo = { sampleRateHz: 16_000, channels: 2 } as const;
const recorder = new URL('../../testing/recording-process.ts', import.meta.url).pathname;

async function house(t: ExecutionContext) {
  const { database, folder, file } = await temporaryDatabase(t);
  const masterKeyFile = join(folder, 'master.key');
  const keys = await openUserKeys(database, { file: masterKeyFile, logger: silentLogger });
  return {
    database,
    folder,
    file,
    masterKeyFile,
    keys,
    recordings: testRecordings(database, keys),
    path: join(folder, 'recordings/2026/11/call.wav.sealed'),
  };
}

async function samplesOf(sound: OpenRecording | null): Promise<Pcm> {
  if (!sound) throw new Error('there is no sound');
  try {
    return decodeWav(await readAll(sound.file)).pcm;
  } finally {
    await sound.file.close();
  }
}

test('a recording written in pieces is the same as one written at once, and nobody else can read its file', async (t) => {
  const { recordings, path } = await house(t);
  const writer = await recordings.create(path, 'julie', stereo);
  const parts = Array.from({ length: 50 }, (_, n) => new Int16Array(n * 160).fill(n));
  for (const part of parts) {
    writer.write(part);
    if (part.length % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const [{ durationMs }] = await Promise.all([writer.close(), writer.close()]);
  const sound = await recordings.open(path, 'julie');
  t.like(sound, { ...stereo, complete: true, durationMs });
  t.deepEqual(await samplesOf(sound), concatPcm(parts));
  t.is((await stat(path)).mode & 0o777, 0o600);
  t.false((await readFile(path)).includes('WAVE'));
});

test('what a process had recorded when it was killed is there but for the last second, and gets its end', async (t) => {
  const { recordings, path, file, masterKeyFile } = await house(t);
  const child = fork(recorder, [file, masterKeyFile, path], { stdio: 'inherit' });
  let frames = 0;
  child.on('message', (frame) => {
    frames = Number(frame);
    if (frames === 150) child.kill('SIGKILL');
  });
  await once(child, 'exit');
  t.true(frames >= 150);
  const live = await recordings.open(path, 'julie');
  t.false(live?.complete);
  await live?.file.close();

  const found = await recordings.recover(path, 'julie');
  t.true((found?.durationMs ?? 0) >= frames * 20 - 1000, `${found?.durationMs} ms of ${frames * 20}`);
  const sound = await recordings.open(path, 'julie');
  t.true(sound?.complete);
  const samples = await samplesOf(sound);
  t.true(samples.every((sample, at) => sample === Math.floor(at / 640) + 1));
  t.deepEqual(await readdir(join(path, '..')), ['call.wav.sealed']);
  t.deepEqual(await recordings.recover(path, 'julie'), found);
});

test('a recording of nothing, one that is gone and one of a user whose key is erased are none', async (t) => {
  const { recordings, keys, path } = await house(t);
  await (await recordings.create(path, 'julie', stereo)).close();
  t.is(await recordings.recover(path, 'julie'), undefined);
  t.is(await recordings.recover(null, 'julie'), undefined);
  t.is(await recordings.recover('/nowhere/x.wav.sealed', 'julie'), undefined);
  t.is(await recordings.open('/nowhere/x.wav.sealed', 'julie'), null);
  await storeRecording(recordings, `${path}2`, 'julie', tone({ frequencyHz: 300, ms: 1000 }));
  t.truthy(await samplesOf(await recordings.open(`${path}2`, 'julie')));
  t.is(await recordings.open(`${path}2`, 'omar'), null);
  await keys.erase('julie');
  t.is(await recordings.open(`${path}2`, 'julie'), null);
  await keys.cipherOf('julie');
  t.is(await recordings.open(`${path}2`, 'julie'), null);
});

test('two recordings that changed their names are refused', async (t) => {
  const { recordings, path } = await house(t);
  const [first, second] = [path, path.replace('call', 'other')];
  for (const one of [first, second]) await storeRecording(recordings, one, 'julie', tone({ frequencyHz: 300, ms: 1000 }));
  await rename(first, `${first}.tmp`);
  await rename(second, first);
  await rename(`${first}.tmp`, second);
  for (const one of [first, second]) t.true(isCode(await t.throwsAsync(recordings.open(one, 'julie')), 'storage-failed'));
});

test('a recording that was cut short on the disk gives what is there, and is known as incomplete', async (t) => {
  const { recordings, path } = await house(t);
  const sound = tone({ frequencyHz: 300, ms: 4000 });
  await storeRecording(recordings, path, 'julie', sound);
  await truncate(path, 70_000);
  const cut = await recordings.open(path, 'julie');
  t.false(cut?.complete);
  const samples = await samplesOf(cut);
  t.true(samples.length > 20_000 && samples.length < sound.length);
  t.deepEqual(samples, sound.slice(0, samples.length));
});

test('a plain WAV is taken over sealed, and one from before there were keys is read as it is', async (t) => {
  const { recordings, folder, path } = await house(t);
  const plain = join(folder, 'plain.wav');
  const sound = tone({ frequencyHz: 300, ms: 1000 });
  await writeWav(plain, sound);
  t.deepEqual(await recordings.take(plain, path, 'julie'), { path, durationMs: 1000, sampleRateHz: 16_000, channels: 1 });
  t.deepEqual(await samplesOf(await recordings.open(path, 'julie')), sound);
  t.deepEqual(await samplesOf(await recordings.open(plain, 'julie')), sound);
  t.like(await recordings.recover(plain, 'julie'), { path: plain, durationMs: 1000 });
  await writeFile(plain, 'no sound');
  t.true(isCode(await t.throwsAsync(recordings.take(plain, `${path}2`, 'julie')), 'bad-input'));
  t.true(isCode(await t.throwsAsync(recordings.open(plain, 'julie')), 'bad-input'));
});

test('a recording that cannot be created, or is there already, says so; no part of one that cannot be taken over stays', async (t) => {
  const { recordings, folder, path } = await house(t);
  const plain = join(folder, 'plain.wav');
  await writeWav(plain, tone({ frequencyHz: 300, ms: 1000 }));
  t.true(isCode(await t.throwsAsync(recordings.create('/proc/none/call.wav.sealed', 'julie', stereo)), 'storage-failed'));
  await storeRecording(recordings, path, 'julie', tone({ frequencyHz: 300, ms: 1000 }));
  await copyFile(path, `${path}.before`);
  t.true(isCode(await t.throwsAsync(recordings.create(path, 'julie', stereo)), 'storage-failed'));
  t.true(isCode(await t.throwsAsync(recordings.take(plain, path, 'julie')), 'storage-failed'));
  t.deepEqual(await readFile(path), await readFile(`${path}.before`));
});
