import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { eventually, notificationScene } from '../testing/notifications.ts';

test('the owner gets one e-mail about a call, with everything that matters in it', async (t) => {
  const { server, worker, store, folder, row } = await notificationScene(t);
  await worker.start();
  const wav = join(folder, 'recordings.wav');
  await writeFile(wav, Buffer.alloc(2000, 7));
  const record = await store({ recording: { path: wav, durationMs: 65_000, sampleRateHz: 16_000, channels: 2 } });
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
  t.deepEqual(mail.attachments[0]?.content, Buffer.alloc(2000, 7));
  await eventually(t, async () => (await row()).delivered_at !== null);
});

test('a recording that the server finds too large stays here, and the e-mail goes without it', async (t) => {
  const { server, worker, store, folder } = await notificationScene(t);
  server.maxBytes = 100_000;
  const wav = join(folder, 'long.wav');
  await writeFile(wav, Buffer.alloc(200_000));
  await worker.start();
  await store({ recording: { path: wav, durationMs: 65_000, sampleRateHz: 16_000, channels: 2 } });
  const [email] = await server.waitFor(1);
  t.is(email?.mail.attachments.length, 0);
  t.true(email?.mail.text?.includes(wav));
});

test('a recording above our own limit stays here', async (t) => {
  const { server, worker, store, folder } = await notificationScene(t);
  const wav = join(folder, 'long.wav');
  await writeFile(wav, Buffer.alloc(10_000_001));
  await worker.start();
  await store({ recording: { path: wav, durationMs: 165_000, sampleRateHz: 16_000, channels: 2 } });
  const [email] = await server.waitFor(1);
  t.is(email?.mail.attachments.length, 0);
  t.true(email?.mail.text?.includes(`trop gros pour être joint (10 Mo), gardé sur la machine : ${wav}`));
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
