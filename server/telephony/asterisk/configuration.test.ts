import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { startTestAsterisk, testCacheDirectory } from '../../testing/asterisk.ts';
import { type AriObject, TestAri } from '../../testing/test-ari.ts';
import { unprivilegedAccount } from './account.ts';
import { readConfiguration, writeConfiguration } from './configuration.ts';
import type { AsteriskConfiguration } from './configuration-options.ts';
import { findAsterisk } from './installation.ts';

async function options(t: ExecutionContext, more: Partial<AsteriskConfiguration> = {}): Promise<AsteriskConfiguration> {
  const directory = await mkdtemp(join(tmpdir(), 'repondeur-test-'));
  t.teardown(() => rm(directory, { recursive: true }));
  return {
    installation: await findAsterisk({ cacheDirectory: testCacheDirectory() }),
    directory,
    ports: { sip: 5060, http: 8088, rtpStart: 10_000, rtpEnd: 10_399 },
    sipAddress: '127.0.0.1',
    application: 'repondeur',
    numbers: [{ number: '+33123456789', language: 'fr' }],
    defaultLanguage: 'en',
    trunks: [],
    phones: [],
    ...more,
  };
}

test('nobody but Asterisk can read what is written', async (t) => {
  const given = await options(t);
  await writeConfiguration(given);
  const account = await unprivilegedAccount();
  const entries = await readdir(given.directory, { recursive: true, withFileTypes: true });
  t.true(entries.length > 20);
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const { mode, uid } = await stat(path);
    t.is(mode & 0o777, entry.isDirectory() ? 0o700 : 0o600, path);
    if (account && entry.name !== 'connection.json') t.is(uid, account.uid, path);
  }
});

test('each writing has secrets of its own, and a server can find them again', async (t) => {
  const given = await options(t);
  const first = await writeConfiguration(given);
  const second = await writeConfiguration(given);
  t.not(first.ariPassword, second.ariPassword);
  t.true(first.ariPassword.length >= 32);
  t.deepEqual(await readConfiguration(given.directory), second);
  t.true((await readFile(join(given.directory, 'etc/ari.conf'), 'utf8')).includes(second.ariPassword));
  await t.throwsAsync(readConfiguration('/nowhere'), { code: 'unavailable', message: /nowhere/ });
});

const refused = test.macro(async (t, more: Partial<AsteriskConfiguration>, message: RegExp) => {
  const given = await options(t, more);
  await t.throwsAsync(writeConfiguration(given), { code: 'bad-settings', message });
  t.is((await readdir(given.directory)).length, 0);
});

const trunk = { name: 'office', host: 'sip.example.org', port: 5060, register: false };
test('a trunk with a password and no username', refused, { trunks: [{ ...trunk, password: 'x' }] }, /"office".*username/);
test('a trunk that is to register without a password', refused, { trunks: [{ ...trunk, register: true }] }, /"office".*register/);
test('a trunk whose host is no host', refused, { trunks: [{ ...trunk, host: 'a\nb' }] }, /host of trunk "office"/);
test('a password of two lines', refused, { phones: [{ name: 'desk', password: 'a\nauth = none' }] }, /password of phone "desk"/);
test('a phone with the name of our own endpoint', refused, { phones: [{ name: 'loopback', password: 'x' }] }, /"loopback"/);
test('a number that is not in E.164', refused, { numbers: [{ number: '0123456789', language: 'fr' }] }, /0123456789/);

test('a directory that the dialplan cannot name is refused', async (t) => {
  const given = await options(t);
  for (const directory of ['relative', '/tmp/a b', '/tmp/a,b', `/tmp/${'x'.repeat(100)}`])
    await t.throwsAsync(writeConfiguration({ ...given, directory }), { code: 'bad-settings', message: /directory/ });
});

test('Asterisk takes trunks and phones, loads nothing that was not asked for, and gives up root', async (t) => {
  const { configuration, process, stop } = await startTestAsterisk({
    trunks: [
      { ...trunk, host: '192.0.2.1' },
      { name: 'mobile', host: '192.0.2.2', port: 5080, username: 'us;er', password: 'pa;ss', register: true, contactUser: '+33123456789' },
    ],
    phones: [{ name: 'desk', password: 'secret' }],
  });
  t.teardown(stop);
  const ari = new TestAri(configuration);
  const endpoints = await ari.request<{ resource: string }[]>('GET', '/endpoints/PJSIP');
  t.deepEqual(endpoints.map(({ resource }) => resource).sort(), ['desk', 'loopback', 'trunk-mobile', 'trunk-office']);

  const wanted = (await readFile(join(configuration.directory, 'etc/modules.conf'), 'utf8')).matchAll(/^(?:load|require) = (\S+)$/gm);
  const modules = await ari.request<(AriObject & { status: string })[]>('GET', '/asterisk/modules');
  const files = modules.filter(({ name }) => name?.endsWith('.so'));
  t.deepEqual(files.map(({ name }) => name).sort(), [...wanted].map(([, name]) => name).sort());
  t.deepEqual(
    files.filter(({ status }) => status !== 'Running').map(({ name }) => name),
    [],
  );

  const status = await readFile(`/proc/${process.pid}/status`, 'utf8');
  t.notRegex(status, /^Uid:\t0\t/m);
  t.regex(status, /^NoNewPrivs:\t1$/m);
});

test('a stranger who rings is challenged and not let in', async (t) => {
  const { configuration, stop } = await startTestAsterisk();
  t.teardown(stop);
  const ari = new TestAri(configuration);
  for (const user of ['stranger', 'loopback']) t.regex(await ring(configuration.ports.sip, user), /^SIP\/2\.0 401 /);
  t.deepEqual(await ari.request<AriObject[]>('GET', '/channels'), []);
});

/** An INVITE without credentials (RFC 3261, 13); resolves with the first answer. */
async function ring(port: number, user: string): Promise<string> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const from = `127.0.0.1:${socket.address().port}`;
  const lines = [
    `INVITE sip:+33123456789@127.0.0.1:${port} SIP/2.0`,
    `Via: SIP/2.0/UDP ${from};branch=z9hG4bK${user}`,
    'Max-Forwards: 70',
    `From: <sip:${user}@${from}>;tag=1`,
    `To: <sip:+33123456789@127.0.0.1:${port}>`,
    `Call-ID: ${user}@${from}`,
    'CSeq: 1 INVITE',
    `Contact: <sip:${user}@${from}>`,
    'Content-Length: 0',
    '',
    '',
  ];
  socket.send(lines.join('\r\n'), port, '127.0.0.1');
  const [answer] = await once(socket, 'message');
  socket.close();
  return String(answer);
}
