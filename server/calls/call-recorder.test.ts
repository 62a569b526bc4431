import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { decodeWav } from '../audio/wav-file.ts';
import { readAll } from '../core/byte-source.ts';
import { silentLogger } from '../core/logger.ts';
import type { Recordings } from '../history/recordings/recordings.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { testRecordings } from '../testing/recordings.ts';
import { CallRecorder } from './call-recorder.ts';

const frame = (value: number) => new Int16Array(320).fill(value);

async function house(t: ExecutionContext) {
  const { database, folder } = await temporaryDatabase(t);
  const recordings = testRecordings(database);
  const recorder = (name: string, options: { earlierPath?: string; earlierUntilMs?: number } = {}) =>
    new CallRecorder({ recordings, userId: 'julie', path: join(folder, `${name}.wav.sealed`), logger: silentLogger, ...options });
  return { recordings, recorder, pathOf: (name: string) => join(folder, `${name}.wav.sealed`) };
}

/** The caller's side, a value a frame. */
async function framesOf(recordings: Recordings, path: string): Promise<number[]> {
  const sound = await recordings.open(path, 'julie');
  const { pcm } = decodeWav(await readAll(sound!.file));
  await sound!.file.close();
  return [...pcm].filter((_, at) => at % 640 === 0);
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** What a process that died has left: 40 frames, of which the last second may be missing. */
async function cutShort(recordings: Recordings, path: string): Promise<number> {
  const writer = await recordings.create(path, 'julie', { sampleRateHz: 16_000, channels: 2 });
  for (let value = 1; value <= 40; value++) writer.write(new Int16Array(640).fill(value));
  await writer.close();
  // Without its end, as a killed process leaves it.
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, bytes.length - 200));
  const left = await recordings.salvage(path, 'julie');
  await left!.file.close();
  return left!.durationMs / 20;
}

test('both sides are recorded from the moment it is opened, and where in the call that was is known', async (t) => {
  const { recordings, recorder, pathOf } = await house(t);
  const one = recorder('a');
  for (let count = 0; count < 5; count++) one.write(frame(1), frame(1));
  await Promise.all([one.open(), one.open()]);
  for (const value of [2, 3]) one.write(frame(value), frame(-value));
  t.like(await one.close(), { path: pathOf('a'), durationMs: 40, startMs: 100, channels: 2 });
  t.deepEqual(await framesOf(recordings, pathOf('a')), [2, 3]);
});

test('what was never opened is not on the disk', async (t) => {
  const { recorder, pathOf } = await house(t);
  const one = recorder('a');
  one.write(frame(1), frame(1));
  t.is(await one.close(), undefined);
  t.false(await isThere(pathOf('a')));
});

test('a call that goes on after a crash has the sound from before, silence for the time nobody recorded, and the rest, each at its place', async (t) => {
  const { recordings, recorder, pathOf } = await house(t);
  const left = await cutShort(recordings, pathOf('a'));
  t.true(left >= 20 && left < 40, `${left}`);
  const again = recorder('b', { earlierPath: pathOf('a'), earlierUntilMs: 1000 });
  // A frame of this process before the recording is open.
  again.write(frame(77), frame(77));
  const opening = again.open();
  await opening;
  for (const value of [91, 92]) again.write(frame(value), frame(value));
  const recording = await again.close();
  t.like(recording, { path: pathOf('b'), startMs: 0 });
  const frames = await framesOf(recordings, pathOf('b'));
  t.deepEqual(
    frames.slice(0, Math.floor(left)),
    Array.from({ length: Math.floor(left) }, (_, n) => n + 1),
  );
  t.deepEqual(frames.slice(51), [91, 92]);
  t.true(frames.slice(Math.ceil(left), 51).every((value) => value === 0));
  t.false(await isThere(pathOf('a')), 'its sound is in the new one');
});

test('more than a minute from before is no reason to give the recording up', async (t) => {
  const { recordings, recorder, pathOf } = await house(t);
  const before = await recordings.create(pathOf('a'), 'julie', { sampleRateHz: 16_000, channels: 2 });
  await before.prepend(
    (async function* () {
      for (let second = 0; second < 90; second++) yield Buffer.alloc(64_000, 1);
    })(),
  );
  await before.close();
  const again = recorder('b', { earlierPath: pathOf('a'), earlierUntilMs: 95_000 });
  await again.open();
  again.write(frame(1), frame(1));
  t.like(await again.close(), { durationMs: 95_020, startMs: 0 });
});

test('where the sound from before cannot be read, the call is recorded from here on', async (t) => {
  const { recordings, recorder, pathOf } = await house(t);
  await writeFile(pathOf('a'), 'no sound');
  const again = recorder('b', { earlierPath: pathOf('a'), earlierUntilMs: 1000 });
  await again.open();
  again.write(frame(9), frame(9));
  t.like(await again.close(), { durationMs: 20, startMs: 1000 });
  t.deepEqual(await framesOf(recordings, pathOf('b')), [9]);
  t.true(await isThere(pathOf('a')), 'nobody has read it yet');
});

test('a caller who hangs up while it is being opened leaves nothing open', async (t) => {
  const { recorder, pathOf } = await house(t);
  const one = recorder('a');
  const opening = one.open();
  t.like(await one.close(), { durationMs: 0 });
  await opening;
  t.true(await isThere(pathOf('a')));
  const broken = new CallRecorder({
    recordings: (await house(t)).recordings,
    userId: 'julie',
    path: '/proc/none/a.wav.sealed',
    logger: silentLogger,
  });
  await t.throwsAsync(broken.open());
  t.is(await broken.close(), undefined);
});
