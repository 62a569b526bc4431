import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { decodeWav, encodeWav } from '../../audio/wav-file.ts';
import { parseWavHeader } from '../../audio/wav-header.ts';
import { samplesOfMs } from '../../core/audio-frame.ts';
import { silentLogger } from '../../core/logger.ts';
import { type AwayMessage, importAwayMessages } from './away-messages.ts';

const started = 1_795_347_404;
const call = `${started}\n+33612345678\n+33123456789\nfr\n`;
const done = `${started + 20}\n`;

async function spool(t: ExecutionContext, files: Record<string, string | Buffer>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'repondeur-away-'));
  t.teardown(() => rm(directory, { recursive: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
  return directory;
}

function speech(ms: number): Buffer {
  return encodeWav(Int16Array.from({ length: samplesOfMs(ms) }, (_, n) => Math.round(6000 * Math.sin(n / 7))));
}

function collector() {
  const stored: AwayMessage[] = [];
  return { stored, store: async (message: AwayMessage) => void stored.push(message) };
}

test('a finished message is handed over once, with caller, number and times, and then removed', async (t) => {
  const spoolDirectory = await spool(t, { '7.1.call': call, '7.1.wav16': speech(3000), '7.1.done': done });
  const { stored, store } = collector();
  const first = await importAwayMessages({ spoolDirectory, store, logger: silentLogger });
  t.is(first.stored, 1);
  t.deepEqual(stored, [
    {
      switchCallId: '7.1',
      from: '+33612345678',
      to: '+33123456789',
      startedAt: new Date(started * 1000),
      endedAt: new Date((started + 20) * 1000),
      path: join(spoolDirectory, '7.1.wav16'),
      durationMs: 3000,
    },
  ]);
  t.deepEqual(await readdir(spoolDirectory), []);
  t.is((await importAwayMessages({ spoolDirectory, store, logger: silentLogger })).stored, 0);
});

test('a withheld number is null', async (t) => {
  const spoolDirectory = await spool(t, { '7.1.call': `${started}\n\n0123456789\nfr\n`, '7.1.wav16': speech(2000), '7.1.done': done });
  const { stored, store } = collector();
  await importAwayMessages({ spoolDirectory, store, logger: silentLogger });
  t.is(stored[0]?.from, null);
});

test('a message that is still being spoken is left alone', async (t) => {
  const spoolDirectory = await spool(t, { '7.1.call': call, '7.1.wav16': speech(2000) });
  const { stored, store } = collector();
  const result = await importAwayMessages({ spoolDirectory, store, logger: silentLogger });
  t.deepEqual([result.unfinished, stored.length], [1, 0]);
  t.is((await readdir(spoolDirectory)).length, 2);
});

test('a message whose Asterisk was killed is brought in later, with its length repaired', async (t) => {
  const broken = speech(2000);
  broken.writeUInt32LE(0, 4);
  broken.writeUInt32LE(0, 40);
  const spoolDirectory = await spool(t, { '7.1.call': call, '7.1.wav16': broken });
  const longAgo = new Date(Date.now() - 3_600_000);
  for (const name of ['7.1.call', '7.1.wav16']) await utimes(join(spoolDirectory, name), longAgo, longAgo);
  const lengths: number[] = [];
  const endings: Date[] = [];
  const store = async (message: AwayMessage) => {
    endings.push(message.endedAt);
    lengths.push(parseWavHeader(await readFile(message.path))!.dataBytes, decodeWav(await readFile(message.path)).durationMs);
  };
  await importAwayMessages({ spoolDirectory, store, logger: silentLogger });
  t.deepEqual(lengths, [64_000, 2000]);
  t.is(Math.round(endings[0]!.getTime() / 1000), Math.round(longAgo.getTime() / 1000));
});

const nothingSaid = test.macro(async (t, files: Record<string, string | Buffer>) => {
  const spoolDirectory = await spool(t, files);
  const { stored, store } = collector();
  const result = await importAwayMessages({ spoolDirectory, store, logger: silentLogger });
  t.deepEqual([result.empty, stored.length], [1, 0]);
  t.deepEqual(await readdir(spoolDirectory), []);
});

test('a caller who hung up during the greeting left nothing', nothingSaid, { '7.1.call': call, '7.1.done': done });
test('less than a second is nothing', nothingSaid, { '7.1.call': call, '7.1.done': done, '7.1.wav16': speech(900) });
test('silence is nothing', nothingSaid, { '7.1.call': call, '7.1.done': done, '7.1.wav16': encodeWav(new Int16Array(samplesOfMs(9000))) });
test('what is left of an interrupted removal is nothing', nothingSaid, { '7.1.done': done });

const unreadable = test.macro(async (t, files: Record<string, string | Buffer>) => {
  const spoolDirectory = await spool(t, files);
  const { stored, store } = collector();
  const result = await importAwayMessages({ spoolDirectory, store, logger: silentLogger });
  t.deepEqual([result.rejected, stored.length], [1, 0]);
  t.deepEqual((await readdir(join(spoolDirectory, 'rejected'))).sort(), Object.keys(files).sort());
  t.is((await importAwayMessages({ spoolDirectory, store, logger: silentLogger })).rejected, 0);
});

test('sound that is no WAV file is set aside', unreadable, {
  '7.1.call': call,
  '7.1.done': done,
  '7.1.wav16': Buffer.from('not a sound at all, really not'),
});
test('a file that ends within its header is set aside', unreadable, {
  '7.1.call': call,
  '7.1.done': done,
  '7.1.wav16': speech(2000).subarray(0, 20),
});
test('a message for nobody knows whom is set aside', unreadable, { '7.1.done': done, '7.1.wav16': speech(2000) });
test('a caller that the dialplan cannot have written is set aside', unreadable, {
  '7.1.call': `${started}\n../../etc\n0123456789\nfr\n`,
  '7.1.done': done,
  '7.1.wav16': speech(2000),
});

test('a link in the place of a recording is not followed', async (t) => {
  const elsewhere = await spool(t, { 'secret.wav': speech(3000) });
  const spoolDirectory = await spool(t, { '7.1.call': call, '7.1.done': done });
  await symlink(join(elsewhere, 'secret.wav'), join(spoolDirectory, '7.1.wav16'));
  const { stored, store } = collector();
  await importAwayMessages({ spoolDirectory, store, logger: silentLogger });
  t.is(stored.length, 0);
  t.deepEqual(await readdir(elsewhere), ['secret.wav']);
});

test('a message that cannot be stored stays for the next time, and the others are stored', async (t) => {
  const spoolDirectory = await spool(t, {
    '7.1.call': call,
    '7.1.wav16': speech(2000),
    '7.1.done': done,
    '8.2.call': call,
    '8.2.wav16': speech(2000),
    '8.2.done': done,
  });
  const { stored, store } = collector();
  const failing = async (message: AwayMessage) => {
    if (message.switchCallId === '7.1') throw new Error('the disk is full');
    await store(message);
  };
  await t.throwsAsync(importAwayMessages({ spoolDirectory, store: failing, logger: silentLogger }), { message: 'the disk is full' });
  t.deepEqual(
    stored.map(({ switchCallId }) => switchCallId),
    ['8.2'],
  );
  await importAwayMessages({ spoolDirectory, store, logger: silentLogger });
  t.deepEqual(
    stored.map(({ switchCallId }) => switchCallId),
    ['8.2', '7.1'],
  );
});

test('after a crash between storing and removing, the same message comes again under the same id', async (t) => {
  const spoolDirectory = await spool(t, { '7.1.call': call, '7.1.wav16': speech(2000), '7.1.done': done });
  const { stored, store } = collector();
  const crash = async (message: AwayMessage) => {
    await store(message);
    throw new Error('killed');
  };
  await t.throwsAsync(importAwayMessages({ spoolDirectory, store: crash, logger: silentLogger }));
  await importAwayMessages({ spoolDirectory, store, logger: silentLogger });
  t.deepEqual(stored[0], stored[1]);
});

test('a spool that was never made holds no messages; other files in it are not touched', async (t) => {
  const spoolDirectory = await spool(t, { 'notes.txt': 'mine' });
  await mkdir(join(spoolDirectory, 'rejected'));
  const { store } = collector();
  t.is((await importAwayMessages({ spoolDirectory: join(spoolDirectory, 'none'), store, logger: silentLogger })).stored, 0);
  await importAwayMessages({ spoolDirectory, store, logger: silentLogger });
  t.deepEqual((await readdir(spoolDirectory)).sort(), ['notes.txt', 'rejected']);
});
