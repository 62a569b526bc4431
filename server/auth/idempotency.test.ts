import test from 'ava';
import { eachDatabase } from '../testing/each-database.ts';
import { PasskeyDevice } from '../testing/passkey-device.ts';
import { testAuth } from '../testing/sign-in.ts';

const each = eachDatabase(test);
const key = { 'Idempotency-Key': '6f1e9c1a-0d53-4b5e-9a51-3c4a1e6f7a10' };
const paul = { nom: 'Paul', email: 'paul@example.org', password: 'violin harbour seventeen moss' };
const register = '/api/v1/auth/register';

each('a registration that is repeated with its key makes one account and sends one e-mail', async (t, database) => {
  const { call, mails } = await testAuth(t, database);
  const [first, again] = [await call('POST', register, paul, undefined, key), await call('POST', '/users/register', paul, undefined, key)];
  t.deepEqual([first.status, again.status], [201, 201]);
  t.deepEqual(again.body, first.body);
  t.is(again.headers.get('idempotency-replayed'), 'true');
  t.deepEqual(
    (await mails()).map(({ subject }) => subject),
    ['verify-email'],
  );
  t.is((await database('users')).length, 1);
});

each('a key tells a stranger nothing: not what another sent with it, nor whether there is an account', async (t, database) => {
  const { call } = await testAuth(t, database);
  const first = await call('POST', register, paul, undefined, key);
  const elsewhere = await call('POST', register, paul, undefined, { ...key, 'X-Forwarded-For': '192.0.2.7' });
  t.is(elsewhere.status, 201);
  t.is(elsewhere.headers.get('idempotency-replayed'), null, 'the key is of the other address');
  t.not(elsewhere.body.userId, first.body.userId);
  const guesses = [
    await call('POST', register, { ...paul, password: 'another violin in the moss' }, undefined, key),
    await call('POST', register, { ...paul, email: 'nobody@example.org' }, undefined, key),
  ];
  for (const { status, body } of guesses) t.like({ status, ...body }, { status: 409, detail: guesses[0]?.body.detail });
  const taken = await call('POST', register, paul, undefined, { 'Idempotency-Key': 'another' });
  const takenAgain = await call('POST', register, paul, undefined, { 'Idempotency-Key': 'another' });
  t.is(taken.status, 201);
  t.deepEqual(Object.keys(taken.body), Object.keys(first.body));
  t.deepEqual(takenAgain.body, taken.body);
});

each('an API key that is asked for again is one, and its secret is kept nowhere', async (t, database) => {
  const { call, signedUp } = await testAuth(t, database);
  const { accessToken } = await signedUp();
  const make = (scopes: string[]) => call('POST', '/api/v1/auth/api-keys', { name: 'Office', scopes }, accessToken, key);
  const [first, again] = [await make(['account:read']), await make(['account:read'])];
  t.truthy(first.body.key);
  t.deepEqual(again.body, { ...first.body, key: null });
  t.is((await make(['calls:read'])).status, 409);
  t.is((await call('GET', '/api/v1/auth/api-keys', undefined, accessToken)).body.items.length, 1);
  t.is((await call('GET', '/api/v1/auth/me', undefined, first.body.key)).status, 200);
  t.false(JSON.stringify(await database('idempotency_keys')).includes(first.body.key));
});

each('an invitation that is sent again with its key goes out once', async (t, database) => {
  const { call, signedUp, accounts, mails } = await testAuth(t, database);
  const { userId } = await signedUp();
  await accounts.setRoles(userId, ['user', 'admin']);
  const { accessToken } = (await call('POST', '/api/v1/auth/login', { email: 'julie@example.org', password: 'correct horse battery' })).body;
  const invite = () => call('POST', '/api/v1/auth/invitations', { email: paul.email }, accessToken, key);
  t.deepEqual([(await invite()).status, (await invite()).status], [204, 204]);
  t.is((await mails()).filter(({ subject }) => subject === 'invitation').length, 1);
});

each('a passkey that is sent again with its key is answered as it was', async (t, database) => {
  const { call, signedUp } = await testAuth(t, database);
  const { accessToken } = await signedUp();
  const options = (await call('POST', '/api/v1/auth/passkeys/options', undefined, accessToken)).body;
  const credential = new PasskeyDevice('https://repondeur.example.org').create(options);
  const add = () => call('POST', '/api/v1/auth/passkeys', { name: 'Phone', credential }, accessToken, key);
  const [first, again] = [await add(), await add()];
  t.is(first.status, 201, JSON.stringify(first.body));
  t.deepEqual([again.status, again.body], [first.status, first.body]);
});
