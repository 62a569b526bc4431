import test from 'ava';
import type { Database } from '../../database/open.ts';
import { temporaryDatabase } from '../../testing/database.ts';
import { eachDatabase } from '../../testing/each-database.ts';
import { type DeviceFaults, PasskeyDevice } from '../../testing/passkey-device.ts';
import { testAuth } from '../../testing/sign-in.ts';

const each = eachDatabase(test);
const path = '/api/v1/auth/passkeys';

async function withDevice(t: Parameters<typeof testAuth>[0], database: Database) {
  const gate = await testAuth(t, database);
  const person = await gate.signedUp();
  const device = new PasskeyDevice('https://repondeur.example.org');
  const begin = async () => (await gate.call('POST', `${path}/options`, undefined, person.accessToken)).body;
  const add = (credential: object) => gate.call('POST', path, { name: 'Phone', credential }, person.accessToken);
  const added = async () => await add(device.create(await begin()));
  const challenge = async () => (await gate.call('POST', `${path}/sign-in/options`)).body as { challenge: string };
  const send = (credential: object) => gate.call('POST', `${path}/sign-in`, { credential });
  const signIn = async (faults: DeviceFaults = {}) => await send(device.sign(await challenge(), faults));
  return { ...gate, person, device, begin, add, added, challenge, send, signIn };
}

each('a passkey is made, signs its owner in without password and code, is listed and removed', async (t, database) => {
  const { begin, added, signIn, call, person, events, mails } = await withDevice(t, database);
  t.like(await begin(), {
    rp: { id: 'repondeur.example.org' },
    user: { name: 'julie@example.org' },
    authenticatorSelection: { userVerification: 'required' },
  });
  const made = await added();
  t.is(made.status, 201, JSON.stringify(made.body));
  t.is((await signIn()).status, 200);
  const { accessToken } = (await signIn()).body;
  t.is((await call('GET', '/api/v1/auth/me', undefined, accessToken)).body.userId, person.userId);
  t.like(events.at(-1), { name: 'signed-in', event: { method: 'passkey' } });
  t.deepEqual(
    (await call('GET', path, undefined, accessToken)).body.items.map(({ name }: { name: string }) => name),
    ['Phone'],
  );
  t.is((await begin()).excludeCredentials.length, 1);
  t.is((await call('DELETE', `${path}/${made.body.id}`, undefined, accessToken)).status, 204);
  t.is((await signIn()).status, 401);
  t.deepEqual(
    (await mails()).slice(-2).map(({ subject }) => subject),
    ['second-factor-added', 'second-factor-removed'],
  );
});

each('an answer works once, in its five minutes, and for its own challenge', async (t, database) => {
  const { added, challenge, device, send, clock } = await withDevice(t, database);
  await added();
  const [first, second] = [await challenge(), await challenge()];
  const answer = device.sign(first);
  t.is((await send(answer)).status, 200);
  t.is((await send(answer)).status, 401, 'replayed');
  t.is((await send(device.sign(second))).status, 200, 'several may sign in at a time');
  const late = await challenge();
  clock.forward(300_001);
  t.is((await send(device.sign(late))).status, 401);
  t.is((await send(device.sign({ challenge: 'AAAA' }))).status, 401, 'a challenge of nobody');
});

const wrong: [string, DeviceFaults][] = [
  ['asked by another page', { origin: 'https://repondeur.example.org.evil.example' }],
  ['of another name', { rpId: 'evil.example' }],
  ['without asking its owner', { unverified: true }],
  ['a copy that has fallen behind', { counter: 1 }],
];
for (const [what, faults] of wrong) {
  test(`no sign-in with a passkey: ${what}`, async (t) => {
    const { database } = await temporaryDatabase(t);
    const { added, signIn, events } = await withDevice(t, database);
    await added();
    t.is((await signIn()).status, 200);
    const { status, body } = await signIn(faults);
    t.deepEqual([status, body.detail], [401, 'This passkey cannot be used to sign in here.']);
    t.like(events.at(-1), { name: 'sign-in-failed', event: { reason: 'passkey' } });
    t.is((await signIn({ counter: 100 })).status, 200);
  });
}

test('no passkey is added from another page, without asking the owner, with the challenge of a sign-in or of another user, or twice', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { begin, add, added, device, challenge, signedUp, call } = await withDevice(t, database);
  t.is((await add(device.create(await begin(), { origin: 'https://evil.example' }))).status, 400);
  t.is((await add(device.create(await begin(), { unverified: true }))).status, 400);
  t.is((await add(device.create(await begin(), { rpId: 'evil.example' }))).status, 400);
  t.is((await add(device.create(await challenge()))).status, 400);
  const bob = { nom: 'Bob', email: 'bob@example.org', password: 'staple battery horse' };
  const other = await signedUp(bob);
  const ofBob = (await call('POST', `${path}/options`, undefined, other.accessToken)).body;
  t.is((await add(device.create(ofBob))).status, 400);
  t.is((await added()).status, 201);
  t.is((await added()).status, 409);
});

each("another's passkey is absent: it is neither listed nor removed", async (t, database) => {
  const { added, signIn, signedUp, call } = await withDevice(t, database);
  const { id } = (await added()).body;
  const other = await signedUp({ nom: 'Bob', email: 'bob@example.org', password: 'staple battery horse' });
  t.is((await call('DELETE', `${path}/${id}`, undefined, other.accessToken)).status, 404);
  t.deepEqual((await call('GET', path, undefined, other.accessToken)).body.items, []);
  t.is((await signIn()).status, 200);
});

test('nonsense is refused, and nothing of it is kept', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { add, send, device, begin } = await withDevice(t, database);
  const real = device.create(await begin());
  const text = Buffer.from('{}').toString('base64url');
  for (const attestationObject of ['', 'AAAA', text, 'oWNmbXRkbm9uZQ'])
    t.is((await add({ ...real, response: { ...real.response, attestationObject } })).status, 400);
  for (const clientDataJSON of ['', 'AAAA', text, Buffer.from('null').toString('base64url'), Buffer.from('{"challenge":{}}').toString('base64url')])
    t.is((await send({ ...real, response: { clientDataJSON, authenticatorData: text, signature: text } })).status, 401);
  t.is((await send({ ...real, id: "' OR 1=1 --" })).status, 400);
  t.deepEqual(await database('passkeys'), []);
});

test('who is suspended is not let in by a passkey, and of who is deleted none is left', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { added, signIn, accounts, person, keys } = await withDevice(t, database);
  await added();
  await accounts.setStatus(person.userId, 'suspended');
  t.is((await signIn()).status, 403);
  const { eraseUser } = await import('../../users/erase.ts');
  await eraseUser({ database, accounts, keys }, person.userId);
  t.deepEqual(await database('passkeys'), []);
  t.is((await signIn()).status, 401);
});

test('where there is only an address of digits, passkeys say what they need', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { parts, call } = await testAuth(t, database);
  parts.publicUrl = 'http://127.0.0.1:8080';
  const { status, body } = await call('POST', `${path}/sign-in/options`);
  t.is(status, 409);
  t.regex(body.detail, /set http\.public_url/);
  t.deepEqual(await database('one_time_links'), []);
});
