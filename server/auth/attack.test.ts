import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import test from 'ava';
import { Secret, TOTP } from 'otpauth';
import { AuditStore } from '../admin/audit/store.ts';
import { SecurityRecorder } from '../admin/security/recorder.ts';
import type { RepondeurError } from '../core/errors.ts';
import { silentLogger } from '../core/logger.ts';
import type { Database } from '../database/open.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { eachDatabase } from '../testing/each-database.ts';
import { testAuth } from '../testing/sign-in.ts';
import { Passwords } from './password/passwords.ts';
import { signIn } from './sign-in.ts';

const each = eachDatabase(test);
const attempts = 100_000;
const wrong = 'wrong wrong wrong';
const tables = ['users', 'credentials', 'sessions', 'refresh_tokens', 'one_time_links', 'outbox', 'totp_secrets', 'api_keys', 'idempotency_keys'];

const rowsOf = async (database: Database) => await Promise.all(tables.map(async (table) => (await database(table)).length));

/** So many sign-ins on one connection, `pipelined` of them on the way at a time. Resolves with how often each status came. */
async function flood(socket: Socket, count: number, pipelined: number, bodyOf: (index: number) => object): Promise<Map<string, number>> {
  const statuses = new Map<string, number>();
  let text = '';
  let answered = 0;
  socket.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
    for (const [, status = ''] of text.matchAll(/HTTP\/1\.1 (\d{3})[ ]/g)) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      answered++;
    }
    // What may be half of a status line.
    text = text.slice(text.lastIndexOf('HTTP/1.1 ') + 9).slice(-12);
  });
  for (let index = 0; index < count; index += pipelined) {
    const requests = Array.from({ length: Math.min(pipelined, count - index) }, (_, at) => {
      const body = JSON.stringify(bodyOf(index + at));
      return `POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    });
    socket.write(requests.join(''));
    while (answered < index + requests.length) await once(socket, 'data');
  }
  return statuses;
}

test('of a hundred thousand attempts from one address a few a minute get to a password, and none leaves a trace that grows', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { server, events, parts, signedUp } = await testAuth(t, database, { limits: true });
  await signedUp();
  const before = await rowsOf(database);
  const [connections, startedMs] = [4, Date.now()];
  const sockets = Array.from({ length: connections }, () => connect(Number(new URL(server.url()).port), '127.0.0.1'));
  t.teardown(() => {
    for (const socket of sockets) socket.destroy();
  });
  const seen = events.length;
  const counts = await Promise.all(
    sockets.map((socket, at) => flood(socket, attempts / connections, 50, (index) => ({ email: `user${at}-${index}@example.org`, password: wrong }))),
  );
  const of = (status: string) => counts.reduce((sum, one) => sum + (one.get(status) ?? 0), 0);
  const minutes = Math.ceil((Date.now() - startedMs) / 60_000);
  t.is(of('401') + of('429'), attempts);
  t.true(of('401') <= 30 * (minutes + 1), `${of('401')} in ${minutes} minutes`);
  t.is(events.length - seen, of('401'));
  t.is(parts.backOff.size, of('401'));
  t.deepEqual(await rowsOf(database), before);
});

/** A sign-in from an address of its own. */
const from = (index: number) => ({ address: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`, agent: '' });

test('a hundred thousand attempts from as many addresses, at one account and at made-up ones: few are compared, what is kept has an end, and its owner signs in', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { parts, julie, login, signedUp, accounts, keys, clock } = await testAuth(t, database);
  await signedUp();
  const audit = new AuditStore({ database, keys, accounts });
  const recorder = new SecurityRecorder({ security: parts.events, audit, clock, logger: silentLogger });
  await recorder.start();
  // Some 30 ms each: the queue is full all the time.
  parts.passwords = new Passwords({ cost: 9, atOnce: 1, maxWaiting: 50 });
  const before = await rowsOf(database);
  const codes = new Map<string, number>();
  let mostWaiting = 0;
  const attempt = async (index: number) => {
    const email = index % 2 === 0 ? julie.email : `user${index}@example.org`;
    const code = await signIn(parts, { email, password: wrong }, from(index)).then(
      () => 'signed in',
      (error: RepondeurError) => error.code,
    );
    codes.set(code, (codes.get(code) ?? 0) + 1);
  };
  const under = [];
  for (let index = 0; index < attempts; index++) {
    under.push(attempt(index));
    if (index % 100 === 0) await turn();
    mostWaiting = Math.max(mostWaiting, parts.passwords.waiting);
  }
  await Promise.all(under);
  await recorder.stop();
  const of = (code: string) => codes.get(code) ?? 0;
  t.is(of('unauthenticated') + of('unavailable') + of('too-many'), attempts);
  t.is(mostWaiting, 50);
  t.is(parts.backOff.size, of('unauthenticated'), 'who was not compared has not guessed');
  t.deepEqual(await rowsOf(database), before);
  t.true((await database('audit_log')).length <= 61, 'sixty a minute, and how many were left out');
  t.is((await login(julie)).status, 200);
});

each('from everywhere together an account takes few failures an hour, there or not; its owner signs in where he has before', async (t, database) => {
  const { parts, julie, login, signedUp, clock } = await testAuth(t, database);
  await signedUp();
  const attempt = (email: string, index: number, password = wrong) =>
    signIn(parts, { email, password }, from(index)).then(
      () => 'signed in',
      (error: RepondeurError) => error.code,
    );
  for (const email of [julie.email, 'nobody@example.org']) {
    const codes: string[] = [];
    for (let index = 0; index < 120; index++) codes.push(await attempt(email, index * 256));
    t.deepEqual(codes, [...Array(80).fill('unauthenticated'), ...Array(40).fill('too-many')], email);
  }
  t.is(await attempt(julie.email, 200 * 256, julie.password), 'too-many', 'from a network of nobody');
  t.is((await login(julie)).status, 200, 'from her own');
  t.is(await attempt(julie.email, 201 * 256), 'too-many', 'which forgets nothing of the others');
  let failures = 80;
  for (let second = 0; second < 3600; second++) {
    clock.forward(1000);
    if ((await attempt(julie.email, (300 + second) * 256)) === 'unauthenticated') failures++;
  }
  t.true(failures <= 100, `${failures} in an hour`);
  clock.forward(3_600_000);
  t.is(await attempt(julie.email, 200 * 256, julie.password), 'signed in', 'after an hour of quiet');
});

each('codes are not guessed from everywhere either, by who knows the password', async (t, database) => {
  const { parts, julie, signedUp, call, clock } = await testAuth(t, database);
  const { accessToken } = await signedUp();
  const { secret } = (await call('POST', '/api/v1/auth/totp', undefined, accessToken)).body;
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now().getTime() });
  t.is((await call('POST', '/api/v1/auth/totp/confirm', { code }, accessToken)).status, 200);
  const codes = new Map<string, number>();
  for (let index = 0; index < 200; index++) {
    // A request without a code in between is no attempt, and takes none back.
    const input = { email: julie.email, password: julie.password, ...(index % 2 === 0 && { code: '000000' }) };
    const answer = await signIn(parts, input, from(index * 256)).catch((error: RepondeurError) => error.code);
    codes.set(String(answer), (codes.get(String(answer)) ?? 0) + 1);
  }
  t.deepEqual(Object.fromEntries(codes), { 'second-factor-needed': 159, 'too-many': 41 });
});
