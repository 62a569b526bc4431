import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import test, { type ExecutionContext } from 'ava';
import { tone } from '../audio/sound.ts';
import { decodeWav, readWav } from '../audio/wav-file.ts';
import { isCode } from '../core/errors.ts';
import { silentLogger } from '../core/logger.ts';
import { openDatabase } from '../database/open.ts';
import { openUserKeys } from '../database/secrets/open-keys.ts';
import { recordingPath } from '../history/recording-files.ts';
import { HistoryStore } from '../history/store.ts';
import { callRecord } from '../testing/call-record.ts';
import { temporaryFolder } from '../testing/database.ts';
import { storeRecording, testRecordings } from '../testing/recordings.ts';
import { AccountStore } from '../users/account-store.ts';
import { listAudit } from './audit.ts';
import type { CommandContext } from './context.ts';
import { exportRecording, listRecorded } from './recording.ts';

const sound = tone({ frequencyHz: 300, ms: 2000 });

/** A machine whose service is down, with one call that was recorded. */
async function machine(t: ExecutionContext) {
  const folder = await temporaryFolder(t);
  const settingsPath = join(folder, 'repondeur.toml');
  await writeFile(settingsPath, `data_dir = "${folder}"\n[[users]]\nname = "Cabinet"\nemail = "cabinet@example.org"\n[log]\nlevel = "error"\n`, {
    mode: 0o600,
  });
  const database = await openDatabase({ client: 'better-sqlite3', file: join(folder, 'repondeur.sqlite'), logger: silentLogger });
  const keys = await openUserKeys(database, { file: join(folder, 'master.key'), logger: silentLogger });
  const { id: userId } = await new AccountStore(database).create({ name: 'Cabinet Durand', email: 'durand@example.org' });
  const record = callRecord({ userId });
  const path = recordingPath(folder, record.startedAt, record.id);
  const recording = await storeRecording(testRecordings(database, keys), path, record.userId, sound);
  await new HistoryStore({ database, dataDir: folder, keys }).store({ ...record, recording });
  await database.destroy();
  const run = async (work: (context: CommandContext) => Promise<number>) => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const places = { settingsPath, settingsNamed: true } as CommandContext['places'];
    const signal = new AbortController().signal;
    const out = buffer(stdout);
    const status = await work({ places, env: { HOME: folder }, stdin: Readable.from([]), stdout, stderr, signal });
    stdout.end();
    stderr.end();
    return { status, out: await out, err: await text(stderr) };
  };
  return { folder, run, record, path };
}

test('while the service is down a recording is listed, and written as a WAV that every program plays; the audit log knows', async (t) => {
  const { folder, run, record, path } = await machine(t);
  const { out } = await run((context) => listRecorded({}, context));
  t.regex(out.toString(), new RegExp(`^${record.id}  2026-11-24T08:30:00.000Z     1 s  \\+33199001234 → \\+33199005678  Cabinet Durand\\n$`));
  t.like(JSON.parse((await run((context) => listRecorded({ json: true }, context))).out.toString()), { id: record.id, path, sealed: true });
  const to = join(folder, 'heard.wav');
  const { status, err } = await run((context) => exportRecording(record.id, { to }, context));
  t.is(status, 0);
  t.regex(err, /heard\.wav \(1 s\)\. It is not encrypted/);
  t.deepEqual((await readWav(to)).pcm, sound);
  t.is((await stat(to)).mode & 0o777, 0o600);
  t.is((await readFile(to)).readUInt32LE(40), sound.byteLength);
  t.deepEqual(decodeWav((await run((context) => exportRecording(record.id, { to: '-' }, context))).out).pcm, sound);
  t.regex(
    (await run((context) => listAudit({ action: 'recording' }, context))).out.toString(),
    new RegExp(`recording export  recording.exported  user ${record.userId}.*${record.id}`),
  );
});

test('the recording of a call that never reached the history is found by its file', async (t) => {
  const { folder, run, path, record } = await machine(t);
  const database = await openDatabase({ client: 'better-sqlite3', file: join(folder, 'repondeur.sqlite'), logger: silentLogger });
  await database('calls').delete();
  await database.destroy();
  const to = join(folder, 'heard.wav');
  await run((context) => exportRecording(path, { to }, context));
  t.deepEqual((await readWav(to)).pcm, sound);
  t.true(isCode(await t.throwsAsync(run((context) => exportRecording(record.id, { to }, context))), 'not-found'));
});

test('what is not there, is there already or cannot be written is told with the way out', async (t) => {
  const { folder, run, record, path } = await machine(t);
  const fault = async (call: string, to: string) => (await t.throwsAsync(run((context) => exportRecording(call, { to }, context))))?.message ?? '';
  const to = join(folder, 'heard.wav');
  t.regex(await fault('nobody', to), /no recording of a call nobody: bin\/repondeur recording list/);
  await writeFile(to, 'mine');
  t.regex(await fault(record.id, to), /is there already: name another file/);
  t.is(await readFile(to, 'utf8'), 'mine');
  t.regex(await fault(record.id, join(folder, 'nowhere/heard.wav')), /cannot be written \(ENOENT\)/);
  await rm(path);
  t.regex(await fault(record.id, join(folder, 'b.wav')), /is gone, or the key of its user was erased/);
});
