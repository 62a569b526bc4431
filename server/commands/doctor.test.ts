import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import test, { type ExecutionContext } from 'ava';
import { stringify } from 'smol-toml';
import { earsIn } from '../rehearsal/stage.ts';
import { freePort, freePorts } from '../telephony/asterisk/ports.ts';
import { testCacheDirectory } from '../testing/asterisk.ts';
import { TestSmtpServer } from '../testing/smtp.ts';
import { doctor } from './doctor.ts';

const projectDirectory = join(import.meta.dirname, '../..');

async function folder(t: ExecutionContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'repondeur-doctor-'));
  t.teardown(() => rm(path, { recursive: true }));
  return path;
}

interface Visit {
  settings?: Record<string, unknown>;
  cacheDirectory?: string;
  withCall?: boolean;
  settingsNamed?: boolean;
}

/** What the doctor says of a machine with these settings, and the exit status. */
async function visit(t: ExecutionContext, { settings, cacheDirectory = testCacheDirectory(), withCall = false, settingsNamed = false }: Visit) {
  const directory = await folder(t);
  const settingsPath = join(directory, 'repondeur.toml');
  if (settings) await writeFile(settingsPath, stringify(settings), { mode: 0o600 });
  const stdout = new PassThrough();
  const said = text(stdout);
  const stderr = new PassThrough().resume();
  const context = {
    places: { projectDirectory, cacheDirectory, settingsPath, settingsNamed },
    env: { HOME: directory },
    stdin: process.stdin,
    stdout,
    stderr,
  };
  const status = await doctor({ withoutCall: !withCall }, { ...context, signal: new AbortController().signal });
  stdout.end();
  return { status, said: await said };
}

/** Settings of a service that could run here. */
async function wellSettings(t: ExecutionContext): Promise<Record<string, unknown>> {
  const ports = await freePorts();
  const mail = new TestSmtpServer({ folder: join(await folder(t), 'mail') });
  await mail.start();
  t.teardown(() => mail.stop());
  return {
    data_dir: join(await folder(t), 'data'),
    users: [
      { name: 'Cabinet Durand', email: 'durand@example.org', numbers: ['+33199001234'], language: 'fr', country: 'FR', time_zone: 'Europe/Paris' },
    ],
    phones: [{ name: 'desk', password: 'long-enough-secret' }],
    smtp: { host: mail.host, port: mail.port, from: 'repondeur@example.org' },
    asterisk: { sip_port: ports.sip, http_port: ports.http, rtp_start: ports.rtpStart, rtp_end: ports.rtpEnd },
    http: { port: await freePort('tcp') },
  };
}

test('a machine where everything works is well, and a real call to it is heard', async (t) => {
  const { status, said } = await visit(t, { settings: await wellSettings(t), withCall: true });
  t.is(status, 0, said);
  t.regex(said, /greeting began \d+ ms later and was heard/);
  t.regex(said, /the call is in the history/);
  t.notRegex(said, /✗/);
});

test('what is missing for people is said: no ear, no settings', async (t) => {
  const { status, said } = await visit(t, {});
  t.is(status, 0, said);
  t.regex(said, /! no ear for people \(fr\): callers get the voicemail/);
  t.regex(said, /! .*repondeur\.toml is not there/);
});

test('without what the set-up prepares it is not well', async (t) => {
  const { status, said } = await visit(t, { cacheDirectory: await folder(t) });
  t.is(status, 1);
  t.regex(said, /✗ the rehearsal ear/);
});

test('a call that cannot be placed is not passed over', async (t) => {
  const { status, said } = await visit(t, { cacheDirectory: await folder(t), withCall: true });
  t.is(status, 1);
  t.regex(said, /✗ the call of this machine to itself/);
});

const broken = test.macro(
  async (t: ExecutionContext, breakIt: (settings: Record<string, unknown>, t: ExecutionContext) => Promise<void>, words: RegExp) => {
    const settings = await wellSettings(t);
    await breakIt(settings, t);
    const { status, said } = await visit(t, { settings });
    t.is(status, 1, said);
    t.regex(said, words);
  },
);

test('settings that are wrong', broken, async (settings) => void (settings.smpt = {}), /✗ .*smpt/);
test(
  'a Piper voice that is not there, while espeak speaks in its place',
  broken,
  async (settings) => void (settings.text_to_speech = { provider: 'piper' }),
  /✗ callers hear the voice espeak instead of piper: there is no voice in .*voices: bin.repondeur voices add --language fr fetches one; or put both files/,
);
test('a voice that does not exist', broken, async (settings) => void (settings.text_to_speech = { voice_fr: 'qqq' }), /✗ the voice .*"qqq"/);
test(
  'a mail server that is not there',
  broken,
  async (settings) => void (settings.smtp = { host: '127.0.0.1', port: await freePort('tcp'), from: 'a@example.org' }),
  /✗ .*127\.0\.0\.1/,
);
test(
  'a port that somebody else has',
  broken,
  async (settings, t) => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    t.teardown(() => socket.close());
    await once(socket, 'listening');
    settings.asterisk = { sip_port: socket.address().port };
  },
  /✗ port \d+\/udp is taken by node \(pid \d+\)/,
);
test(
  'a database that is damaged',
  broken,
  async (settings) => {
    const dataDir = String(settings.data_dir);
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'repondeur.sqlite'), 'this is no database, and long enough not to be taken for an empty one');
  },
  /✗ the database .*repondeur\.sqlite/,
);
test(
  'a data directory that is a file',
  broken,
  async (settings) => void (await writeFile(String(settings.data_dir), 'a file')),
  /✗ .*data cannot be written/,
);
test(
  'a rehearsal ear in the place of one for people',
  broken,
  async (settings, t) => {
    const models = await folder(t);
    await symlink(earsIn(testCacheDirectory()).fr, join(models, 'fr'));
    settings.speech_to_text = { models_dir: models };
  },
  /✗ .* understands no person/,
);
