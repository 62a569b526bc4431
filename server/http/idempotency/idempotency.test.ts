import test, { type ExecutionContext } from 'ava';
import { z } from 'zod';
import { RepondeurError } from '../../core/errors.ts';
import type { Database } from '../../database/open.ts';
import { newMasterKey } from '../../database/secrets/master-keys.ts';
import { UserKeys } from '../../database/secrets/user-keys.ts';
import { eachDatabase } from '../../testing/each-database.ts';
import { principal, signedIn, testGateway } from '../../testing/gateway.ts';
import { routeFor } from '../route.ts';
import { IdempotencyStore } from './store.ts';

const each = eachDatabase(test);

interface Counter {
  made: string[];
  /** Awaited by the work, so that a test can send something meanwhile. */
  until?: Promise<void>;
  failure?: Error | undefined;
}

const create = routeFor<Counter>()({
  method: 'POST',
  path: '/api/v1/things',
  permission: 'rules:write',
  tag: 'Things',
  summary: 'Make a thing',
  idempotent: true,
  body: z.strictObject({ name: z.string() }),
  response: z.object({ number: z.int() }),
  status: 201,
  async handler({ body, answer }, counter) {
    await counter.until;
    if (counter.failure) throw counter.failure;
    counter.made.push(body.name);
    answer.Location = `/api/v1/things/${counter.made.length}`;
    return { number: counter.made.length };
  },
});

async function workshop(t: ExecutionContext, database: Database, startedAt = Date.now()) {
  const time = { nowMs: startedAt };
  const clock = { nowMs: () => time.nowMs, now: () => new Date(time.nowMs), sleep: async () => {} };
  const counter: Counter = { made: [] };
  const keys = new UserKeys(database, [newMasterKey()]);
  const authenticator = signedIn({ julie: principal(), omar: principal({ userId: 'omar' }) });
  const server = await testGateway<Counter>(t, {
    routes: [create],
    services: counter,
    authenticator,
    idempotencyKeys: new IdempotencyStore(database, keys, clock),
  });
  const make = (key: string, name = 'a', who = 'julie') =>
    fetch(`${server.url()}/api/v1/things`, {
      method: 'POST',
      body: JSON.stringify({ name }),
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${who}`, 'Idempotency-Key': key },
    });
  return { make, counter, time, keys };
}

each('a request that is repeated with its key gets the answer of the first, and nothing is made twice', async (t, database) => {
  const { make, counter } = await workshop(t, database);
  const [first, again] = [await make('"k1"'), await make('k1')];
  t.deepEqual([first.status, again.status], [201, 201]);
  t.deepEqual(await again.json(), await first.json());
  t.is(again.headers.get('location'), first.headers.get('location'));
  t.deepEqual([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')], [null, 'true']);
  t.deepEqual(counter.made, ['a']);
});

each('a key that was used for another body is refused', async (t, database) => {
  const { make, counter } = await workshop(t, database);
  await make('k1');
  const other = await make('k1', 'b');
  t.is(other.status, 409);
  t.like(await other.json(), { code: 'conflict', errors: [{ header: 'Idempotency-Key' }] });
  t.deepEqual(counter.made, ['a']);
});

each('two at once with one key make one thing', async (t, database) => {
  const { make, counter } = await workshop(t, database);
  const { promise, resolve } = Promise.withResolvers<void>();
  counter.until = promise;
  const first = make('k1');
  // Whichever of the two took the key waits for the gate; the other is answered while it does.
  const second = make('k1');
  const early = await Promise.race([first, second]);
  t.is(early.status, 409);
  t.is(early.headers.get('retry-after'), '1');
  resolve();
  t.deepEqual((await Promise.all([first, second])).map(({ status }) => status).sort(), [201, 409]);
  t.deepEqual(counter.made, ['a']);
});

each('keys of two accounts never meet', async (t, database) => {
  const { make, counter } = await workshop(t, database);
  await make('k1', 'a', 'julie');
  t.is((await make('k1', 'b', 'omar')).status, 201);
  t.deepEqual(counter.made, ['a', 'b']);
});

each('a request that failed may be sent again with its key', async (t, database) => {
  const { make, counter } = await workshop(t, database);
  counter.failure = new RepondeurError('unavailable', 'not now');
  t.is((await make('k1')).status, 503);
  counter.failure = undefined;
  t.is((await make('k1')).status, 201);
});

each('an answer is kept for a day; a request whose server died gives its key back after a minute', async (t, database) => {
  const { make, counter, time } = await workshop(t, database);
  await make('k1');
  time.nowMs += 86_000_000;
  await make('k1');
  t.is(counter.made.length, 1);
  time.nowMs += 500_000;
  await make('k1');
  t.is(counter.made.length, 2);
  await database('idempotency_keys').update({ status: null, expires_at: new Date(time.nowMs + 60_000).toISOString() });
  t.is((await make('k1')).status, 409);
  time.nowMs += 60_001;
  t.is((await make('k1')).status, 201);
});

each('the database shows neither what was answered nor a digest of what was sent', async (t, database) => {
  const { make } = await workshop(t, database);
  await make('k1', 'xylophone');
  const [row] = await database('idempotency_keys');
  t.notRegex(JSON.stringify(row), /xylophone|Location|things|number/);
  // The same request of another account has another digest: it is made with the account's key.
  await make('k1', 'xylophone', 'omar');
  const fingerprints = await database('idempotency_keys').pluck('fingerprint');
  t.is(new Set(fingerprints).size, 2);
});

each('an answer that was moved to another key is not given; nor is one whose account lost its key', async (t, database) => {
  const { make, counter, keys } = await workshop(t, database);
  await make('k1');
  await make('k2');
  const [first] = await database('idempotency_keys').where({ key: 'k1' });
  await database('idempotency_keys').where({ key: 'k2' }).update({ headers: first.headers, body: first.body });
  t.is((await make('k2')).status, 500);
  await keys.erase(principal().userId);
  t.is((await make('k1')).status, 409);
  t.is(counter.made.length, 2);
});

for (const key of ['', 'é', 'x'.repeat(256), 'a b']) {
  each(`the key ${JSON.stringify(key.slice(0, 8))} of ${key.length} characters is none`, async (t, database) => {
    const { make, counter } = await workshop(t, database);
    const status = await make(key).then((answer) => answer.status);
    t.is(status, key === '' ? 201 : 400);
    t.is(counter.made.length, key === '' ? 1 : 0);
  });
}
