import { readFile, writeFile } from 'node:fs/promises';
import test from 'ava';
import { decodeWav } from '../audio/wav-file.ts';
import { parseWavHeader } from '../audio/wav-header.ts';
import { eventually, notificationScene } from '../testing/notifications.ts';
import { soundOf } from '../testing/recordings.ts';

test('the owner gets one e-mail about a call, with everything that matters in it', async (t) => {
  const { server, worker, recorded, recordings, store, row } = await notificationScene(t);
  await worker.start();
  const record = await recorded(500);
  await store({ ...record, recording: { ...record.recording, durationMs: 65_000 } });
  const [email] = await server.waitFor(1);
  const { mail, to, from } = email!;
  t.deepEqual(to, ['cabinet@example.org']);
  t.is(from, 'repondeur@example.org');
  t.is(mail.subject, 'Message de Julie Martin – urgent');
  t.is(mail.headers.get('auto-submitted'), 'auto-generated');
  t.is(mail.headers.get('x-repondeur-call'), record.id);
  t.is(mail.headers.get('priority'), 'high');
  for (const body of [mail.text ?? '', mail.html || '']) {
    for (const part of [
      'Julie Martin',
      '01 99 00 12 34',
      'une fuite d',
      'urgent',
      'mardi 24 novembre 2026',
      '09:30',
      'assistant automatique',
      '1 min 05 s',
    ]) {
      t.true(body.includes(part), `${part} in ${body}`);
    }
  }
  t.true((mail.html || '').includes('href="tel:+33199001234"'));
  t.is(mail.attachments.length, 1);
  t.like(mail.attachments[0], { filename: 'appel-2026-11-24-0930.wav', contentType: 'audio/wav' });
  const attached = mail.attachments[0]?.content ?? Buffer.alloc(0);
  t.deepEqual(decodeWav(attached), await soundOf(recordings, record));
  t.is(parseWavHeader(attached)?.dataBytes, attached.length - 44, 'players want to know the length');
  await eventually(t, async () => (await row()).delivered_at !== null);
});

test('a recording that the server finds too large stays here, and the e-mail goes without it', async (t) => {
  const { server, worker, store, recorded } = await notificationScene(t);
  server.maxBytes = 100_000;
  await worker.start();
  const { id } = await store(await recorded(4000));
  const [email] = await server.waitFor(1);
  t.is(email?.mail.attachments.length, 0);
  t.true(email?.mail.text?.includes(`bin/repondeur recording export ${id}`));
});

test('a recording above our own limit stays here', async (t) => {
  const { server, worker, store, recorded } = await notificationScene(t);
  await worker.start();
  const { id } = await store(await recorded(160_000));
  const [email] = await server.waitFor(1);
  t.is(email?.mail.attachments.length, 0);
  t.true(email?.mail.text?.includes(`trop gros pour être joint (10 Mo), gardé sur la machine : bin/repondeur recording export ${id}`));
});

test('a recording that was changed on the disk is not sent; the e-mail goes and says so', async (t) => {
  const { server, worker, store, recorded } = await notificationScene(t);
  const record = await recorded(4000);
  const bytes = await readFile(record.recording.path);
  bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000);
  await writeFile(record.recording.path, bytes);
  await worker.start();
  await store(record);
  const [email] = await server.waitFor(1);
  t.is(email?.mail.attachments.length, 0);
  t.true(email?.mail.text?.includes('endommagé'));
});

test('a recording that is gone does not hold the e-mail back', async (t) => {
  const { server, worker, store } = await notificationScene(t);
  await worker.start();
  await store({ recording: { path: '/nowhere/x.wav', durationMs: 1, sampleRateHz: 16_000, channels: 2 } });
  const [email] = await server.waitFor(1);
  t.true(email?.mail.text?.includes('introuvable'));
});

test('a call whose user has left the settings is given up in words', async (t) => {
  const { worker, store, row } = await notificationScene(t);
  await worker.start();
  await store({ userId: 'gone' });
  await eventually(t, async () => (await row()).dead_at !== null);
  t.regex(String((await row()).last_error), /not in the settings/);
});
