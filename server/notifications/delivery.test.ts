import test from 'ava';
import { silentLogger } from '../core/logger.ts';
import { Outbox } from '../database/outbox.ts';
import { callEmailKind } from '../history/announce.ts';
import { eventually, notificationScene, notificationSettings } from '../testing/notifications.ts';
import { testUsers } from '../testing/users.ts';
import { CallEmail } from './email/call-email.ts';

test('while the mail server is down the e-mail waits; when it is up again it comes once', async (t) => {
  const { server, worker, store, results } = await notificationScene(t);
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
    const { server, worker, store, results, row } = await notificationScene(t);
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
    const { server, worker, store, results, row } = await notificationScene(t);
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
  const { server, worker, store, results } = await notificationScene(t);
  server.refusals.push({ stage: 'connect', code: 554 }, { stage: 'mail', code: 530 });
  await worker.start();
  await store();
  await eventually(t, async () => results.at(-1) === 'delivered');
  t.deepEqual(results, ['retried', 'retried', 'delivered']);
});

test('when the attempts are used up the e-mail is given up', async (t) => {
  const { server, worker, store, results, database, row } = await notificationScene(t);
  await server.stop();
  await store();
  await database('outbox').update({ attempts: 124 });
  await worker.start();
  await eventually(t, async () => (await row()).dead_at !== null);
  t.deepEqual(results, ['dead']);
});

test('several workers on one outbox never send an e-mail twice', async (t) => {
  const { server, worker, another, store, database } = await notificationScene(t);
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
  const { server, another, store, row } = await notificationScene(t);
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
  const { server, worker, another, store, row, results } = await notificationScene(t);
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
  const { server, another, store, row } = await notificationScene(t);
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
  const { server, database, history, recordings, another, store, row } = await notificationScene(t);
  await store();
  const outbox = new Outbox(database);
  const item = await outbox.claim([callEmailKind], new Date(), 200);
  const smtp = { host: server.host, port: server.port, secure: false, from: 'repondeur@example.org' };
  const channel = new CallEmail({ smtp, notifications: notificationSettings, history, recordings, users: await testUsers(), logger: silentLogger });
  await channel.deliver(item!, new AbortController().signal);
  const next = another();
  await next.start();
  await eventually(t, async () => (await row()).delivered_at !== null);
  t.is(server.received.length, 2);
  t.truthy(server.received[0]?.mail.messageId);
  t.is(server.received[0]?.mail.messageId, server.received[1]?.mail.messageId);
});

test('an acceptance is remembered while the database is away, and nothing is sent again', async (t) => {
  const { server, worker, store, database, row } = await notificationScene(t, { leaseMs: 100 });
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
  const { server, another, store, row } = await notificationScene(t);
  const mute = another({ settings: { notifications: notificationSettings } });
  await mute.start();
  t.like(mute.health(), { ready: true, reason: 'There is no [smtp] in the settings: e-mails wait until there is' });
  await store();
  await mute.stop();
  t.like(await row(), { attempts: 0, delivered_at: null, dead_at: null });
  await another().start();
  await server.waitFor(1);
});

test('the worker can be started and stopped again and again', async (t) => {
  const { server, worker, store } = await notificationScene(t);
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
