import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { silentLogger } from '../core/logger.ts';
import { Outbox } from '../database/outbox.ts';
import { callEmailKind } from '../history/announce.ts';
import type { CallRecord } from '../history/contract.ts';
import { HistoryStore } from '../history/store.ts';
import { callRecord } from '../testing/call-record.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { TestSmtpServer } from '../testing/smtp.ts';
import { testUsers } from '../testing/users.ts';
import { createNotifications, type NotificationsOptions } from './create.ts';
import { CallEmail } from './email/call-email.ts';
import type { NotificationWorker } from './worker.ts';

const notifications = { attachRecording: true, maxAttachmentMegabytes: 10 };

interface Scene extends Awaited<ReturnType<typeof temporaryDatabase>> {
  server: TestSmtpServer;
  history: HistoryStore;
  worker: NotificationWorker;
  results: string[];
  /** Another worker on the same outbox, not started. */
  another(options?: Partial<NotificationsOptions>): NotificationWorker;
  store(changes?: Partial<CallRecord>): Promise<CallRecord>;
  row(): Promise<Record<string, unknown>>;
}

/** A database, a mail server that is up, and a worker that is not started and retries at once. */
async function scene(t: ExecutionContext, options: Partial<NotificationsOptions> = {}): Promise<Scene> {
  const opened = await temporaryDatabase(t);
  const { database, folder } = opened;
  const server = new TestSmtpServer({ folder: join(folder, 'mail') });
  await server.start();
  t.teardown(() => server.stop());
  const users = await testUsers();
  const results: string[] = [];
  const history = new HistoryStore({ database, dataDir: folder, onQueued: () => worker.notify() });
  const another = (changes: Partial<NotificationsOptions> = {}) => {
    const smtp = { host: server.host, port: server.port, secure: false, from: 'repondeur@example.org' };
    const made = createNotifications({
      settings: { smtp, notifications },
      database,
      history,
      users,
      logger: silentLogger,
      delayMs: () => 50,
      graceMs: 200,
      onResult: (result) => results.push(result),
      ...options,
      ...changes,
    });
    t.teardown(() => made.stop());
    return made;
  };
  const worker = another();
  return {
    ...opened,
    server,
    history,
    worker,
    results,
    another,
    async store(changes = {}) {
      const record = callRecord({ userId: users.all()[0]?.id ?? '', ...changes });
      await history.store(record);
      return record;
    },
    row: async () => await database('outbox').first(),
  };
}

/** Waits for something in the database that no event tells of. */
async function eventually(t: ExecutionContext, condition: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > giveUpAt) return t.fail('it did not come about');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('the owner gets one e-mail about a call, with everything that matters in it', async (t) => {
  const { server, worker, store, folder, row } = await scene(t);
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

test('while the mail server is down the e-mail waits; when it is up again it comes once', async (t) => {
  const { server, worker, store, results } = await scene(t);
  await server.stop();
  await worker.start();
  await store();
  await eventually(t, async () => results.filter((result) => result === 'retried').length >= 3);
  t.false(worker.health().ready);
  t.regex(worker.health().reason ?? '', /127\.0\.0\.1:\d+ cannot be reached/);
  await server.start();
  await server.waitFor(1);
  await eventually(t, async () => results.at(-1) === 'delivered');
  t.true(worker.health().ready);
  await worker.stop();
  t.is(server.received.length, 1);
});

for (const stage of ['connect', 'mail', 'rcpt', 'data'] as const) {
  test(`a temporary refusal at ${stage} is tried again, and the e-mail comes once`, async (t) => {
    const { server, worker, store, results, row } = await scene(t);
    server.refusals.push({ stage, code: 451 }, { stage, code: 421 });
    await worker.start();
    await store();
    await eventually(t, async () => (await row()).delivered_at !== null);
    t.deepEqual(results, ['retried', 'retried', 'delivered']);
    t.is(server.received.length, 1);
    t.is((await row()).attempts, 3);
  });
}

for (const stage of ['mail', 'rcpt', 'data'] as const) {
  test(`a lasting refusal at ${stage} is not tried again`, async (t) => {
    const { server, worker, store, results, row } = await scene(t);
    server.refusals.push({ stage, code: 550 });
    await worker.start();
    await store();
    await eventually(t, async () => (await row()).dead_at !== null);
    t.deepEqual(results, ['dead']);
    t.regex(String((await row()).last_error), /refuses the e-mail \(550/);
    t.true(worker.health().ready, 'the mail server itself is well');
    await store();
    await server.waitFor(1);
  });
}

test('a server that turns us away at the door may be in order tomorrow', async (t) => {
  const { server, worker, store, results } = await scene(t);
  server.refusals.push({ stage: 'connect', code: 554 }, { stage: 'mail', code: 530 });
  await worker.start();
  await store();
  await eventually(t, async () => results.at(-1) === 'delivered');
  t.deepEqual(results, ['retried', 'retried', 'delivered']);
});

test('when the attempts are used up the e-mail is given up', async (t) => {
  const { server, worker, store, results, database, row } = await scene(t);
  await server.stop();
  await store();
  await database('outbox').update({ attempts: 124 });
  await worker.start();
  await eventually(t, async () => (await row()).dead_at !== null);
  t.deepEqual(results, ['dead']);
});

test('a recording that the server finds too large stays here, and the e-mail goes without it', async (t) => {
  const { server, worker, store, folder } = await scene(t);
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
  const { server, worker, store, folder } = await scene(t);
  const wav = join(folder, 'long.wav');
  await writeFile(wav, Buffer.alloc(10_000_001));
  await worker.start();
  await store({ recording: { path: wav, durationMs: 165_000, sampleRateHz: 16_000, channels: 2 } });
  const [email] = await server.waitFor(1);
  t.is(email?.mail.attachments.length, 0);
  t.true(email?.mail.text?.includes(`trop gros pour être joint (10 Mo), gardé sur la machine : ${wav}`));
});

test('a recording that is gone does not hold the e-mail back', async (t) => {
  const { server, worker, store } = await scene(t);
  await worker.start();
  await store({ recording: { path: '/nowhere/x.wav', durationMs: 1, sampleRateHz: 16_000, channels: 2 } });
  const [email] = await server.waitFor(1);
  t.true(email?.mail.text?.includes('introuvable'));
});

test('several workers on one outbox never send an e-mail twice', async (t) => {
  const { server, worker, another, store, database } = await scene(t);
  const workers = [worker, another(), another()];
  server.acceptAfterMs = 5;
  for (let call = 0; call < 20; call++) await store();
  for (const one of workers) await one.start();
  await eventually(t, async () => (await database('outbox').whereNull('delivered_at')).length === 0);
  for (const one of workers) await one.stop();
  const calls = server.received.map(({ mail }) => mail.headers.get('x-repondeur-call'));
  t.is(calls.length, 20);
  t.is(new Set(calls).size, 20);
});

test('a server that takes longer than a lease still gets the e-mail once', async (t) => {
  const { server, another, store, row } = await scene(t);
  const workers = [another({ leaseMs: 1000 }), another({ leaseMs: 1000 })];
  server.acceptAfterMs = 2500;
  for (const one of workers) await one.start();
  await store();
  await eventually(t, async () => (await row()).delivered_at !== null);
  for (const one of workers) await one.stop();
  t.is(server.dataCount, 1);
  t.is(server.received.length, 1);
});

test('a worker that stops in the middle of a slow delivery leaves it to the next', async (t) => {
  const { server, worker, another, store, row, results } = await scene(t);
  server.acceptAfterMs = 60_000;
  await worker.start();
  await store();
  await server.waitUntil(() => server.dataCount === 1);
  await worker.stop();
  t.is((await row()).locked_until, null);
  t.deepEqual(results, [], 'it is not counted as a failure');
  server.acceptAfterMs = 0;
  const next = another();
  await next.start();
  await server.waitFor(1);
  await next.stop();
  t.is(server.received.length, 1);
});

test('stopping waits for a delivery that is about to be accepted', async (t) => {
  const { server, another, store, row } = await scene(t);
  const patient = another({ graceMs: 10_000 });
  server.acceptAfterMs = 300;
  await patient.start();
  await store();
  await server.waitUntil(() => server.dataCount === 1);
  await patient.stop();
  t.not((await row()).delivered_at, null);
  t.is(server.received.length, 1);
});

test('when a worker dies after the acceptance and before writing it down, the second copy has the identity of the first', async (t) => {
  const { server, database, history, another, store, row } = await scene(t);
  await store();
  const outbox = new Outbox(database);
  const item = await outbox.claim([callEmailKind], new Date(), 200);
  const smtp = { host: server.host, port: server.port, secure: false, from: 'repondeur@example.org' };
  const channel = new CallEmail({ smtp, notifications, history, users: await testUsers(), logger: silentLogger });
  await channel.deliver(item!, new AbortController().signal);
  const next = another();
  await next.start();
  await eventually(t, async () => (await row()).delivered_at !== null);
  t.is(server.received.length, 2);
  t.truthy(server.received[0]?.mail.messageId);
  t.is(server.received[0]?.mail.messageId, server.received[1]?.mail.messageId);
});

test('an acceptance is remembered while the database is away, and nothing is sent again', async (t) => {
  const { server, worker, store, database, row } = await scene(t, { leaseMs: 100 });
  await database.raw("create trigger away before update of delivered_at on outbox begin select raise(abort, 'away'); end");
  await worker.start();
  await store();
  await server.waitFor(1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await database.raw('drop trigger away');
  await eventually(t, async () => (await row()).delivered_at !== null);
  t.is(server.dataCount, 1);
});

test('without a mail server in the settings e-mails wait until there is one', async (t) => {
  const { server, another, store, row } = await scene(t);
  const mute = another({ settings: { notifications } });
  await mute.start();
  t.like(mute.health(), { ready: true, reason: 'There is no [smtp] in the settings: e-mails wait until there is' });
  await store();
  await mute.stop();
  t.like(await row(), { attempts: 0, delivered_at: null, dead_at: null });
  await another().start();
  await server.waitFor(1);
});

test('a call whose user has left the settings is given up in words', async (t) => {
  const { worker, store, row } = await scene(t);
  await worker.start();
  await store({ userId: 'gone' });
  await eventually(t, async () => (await row()).dead_at !== null);
  t.regex(String((await row()).last_error), /not in the settings/);
});

test('the worker can be started and stopped again and again', async (t) => {
  const { server, worker, store } = await scene(t);
  await worker.stop();
  await worker.start();
  await worker.start();
  await store();
  await server.waitFor(1);
  await worker.stop();
  await worker.stop();
  t.false(worker.health().ready);
  await worker.start();
  await store();
  await server.waitFor(2);
});
