import test from 'ava';
import { Secret, TOTP } from 'otpauth';
import type { Database } from '../database/open.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { eachDatabase } from '../testing/each-database.ts';
import { PasskeyDevice } from '../testing/passkey-device.ts';
import { testAuth } from '../testing/sign-in.ts';

const each = eachDatabase(test);
const minuteMs = 60_000;
const path = '/api/v1/auth/step-up';

async function scene(t: Parameters<typeof testAuth>[0], database: Database) {
  const gate = await testAuth(t, database);
  const person = await gate.signedUp();
  const makeKey = (token = person.accessToken) => gate.call('POST', '/api/v1/auth/api-keys', { name: 'x', scopes: ['calls:read'] }, token);
  const show = (proof: object, token = person.accessToken) => gate.call('POST', path, proof, token);
  return { ...gate, person, makeKey, show };
}

each('a sign-in counts for ten minutes; then what is dear needs the password once more, for ten more', async (t, database) => {
  const { makeKey, show, julie, clock, events, call, person } = await scene(t, database);
  clock.forward(10 * minuteMs - 1);
  t.is((await makeKey()).status, 201);
  clock.forward(1);
  const refused = await makeKey();
  t.deepEqual([refused.status, refused.body.code], [401, 'step-up-needed']);
  t.regex(refused.body.detail, /POST \/api\/v1\/auth\/step-up/);
  t.regex(refused.headers.get('WWW-Authenticate') ?? '', /error="insufficient_user_authentication", max_age="600"/);
  t.false((await call('GET', '/api/v1/auth/me', undefined, person.accessToken)).body.recentlyProved);
  t.is((await show({ password: julie.password })).status, 204);
  t.like(events.at(-1), { name: 'stepped-up', event: { method: 'password' } });
  t.true((await call('GET', '/api/v1/auth/me', undefined, person.accessToken)).body.recentlyProved);
  t.is((await makeKey()).status, 201);
  clock.forward(10 * minuteMs);
  t.is((await makeKey()).status, 401);
});

each('the proof stays with its session: neither another session nor a renewed token has more', async (t, database) => {
  const { makeKey, show, julie, clock, login, call, person } = await scene(t, database);
  const other = (await login(julie)).body.accessToken;
  clock.forward(11 * minuteMs);
  t.is((await show({ password: julie.password }, other)).status, 204);
  t.is((await makeKey()).status, 401);
  const renewed = (await call('POST', '/api/v1/auth/refresh-token', { refreshToken: person.refreshToken })).body.accessToken;
  t.is((await makeKey(renewed)).body.code, 'step-up-needed');
  t.is((await makeKey(other)).status, 201);
});

each('a code of the app and a recovery code count, each once', async (t, database) => {
  const { makeKey, show, clock, call, person, events } = await scene(t, database);
  const { secret } = (await call('POST', '/api/v1/auth/totp', undefined, person.accessToken)).body;
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  const code = () => app.generate({ timestamp: clock.now().getTime() });
  const { recoveryCodes } = (await call('POST', '/api/v1/auth/totp/confirm', { code: code() }, person.accessToken)).body;
  clock.forward(11 * minuteMs);
  t.is((await show({ code: '000000' })).status, 403);
  t.is((await makeKey()).status, 401);
  t.is((await show({ code: code() })).status, 204);
  t.is((await show({ code: code() })).status, 403, 'again');
  t.is((await makeKey()).status, 201);
  t.is((await show({ code: recoveryCodes[0] })).status, 204);
  t.is((await show({ code: recoveryCodes[0] })).status, 403);
  t.deepEqual(
    events.filter(({ name }) => name === 'stepped-up').map(({ event }) => (event as { method: string }).method),
    ['totp', 'recovery-code'],
  );
});

each(
  'where there is an app the password alone shows nothing: neither app nor passkey go by it, and changing it proves nothing',
  async (t, database) => {
    const { show, clock, call, person, julie, events } = await scene(t, database);
    const { secret } = (await call('POST', '/api/v1/auth/totp', undefined, person.accessToken)).body;
    const app = new TOTP({ secret: Secret.fromBase32(secret) });
    await call('POST', '/api/v1/auth/totp/confirm', { code: app.generate({ timestamp: clock.now().getTime() }) }, person.accessToken);
    clock.forward(11 * minuteMs);
    t.like(await show({ password: julie.password }), { status: 401, body: { code: 'second-factor-needed' } });
    const remove = async () => (await call('POST', '/api/v1/auth/totp/remove', undefined, person.accessToken)).status;
    t.is(await remove(), 401);
    const newPassword = 'several other words here';
    t.is((await call('PUT', '/api/v1/auth/password', { password: julie.password, newPassword }, person.accessToken)).status, 204);
    t.is(await remove(), 401);
    t.false(events.some(({ name }) => name === 'stepped-up'));
    t.is((await show({ code: app.generate({ timestamp: clock.now().getTime() }) })).status, 204);
    t.is(await remove(), 204);
    t.is((await show({ password: newPassword })).status, 204, 'without an app it is enough again');
  },
);

each('a passkey of his own counts, in answer to a challenge of his own; none of another, and none of a sign-in', async (t, database) => {
  const { makeKey, show, clock, call, person, signedUp } = await scene(t, database);
  const device = new PasskeyDevice('https://repondeur.example.org');
  const post = async (to: string, body?: object, token = person.accessToken) => (await call('POST', to, body, token)).body;
  const add = async (key: PasskeyDevice, token?: string) =>
    await post('/api/v1/auth/passkeys', { name: 'x', credential: key.create(await post('/api/v1/auth/passkeys/options', undefined, token)) }, token);
  await add(device);
  const bob = await signedUp({ nom: 'Bob', email: 'bob@example.org', password: 'staple battery horse' });
  const ofBob = new PasskeyDevice('https://repondeur.example.org');
  await add(ofBob, bob.accessToken);
  clock.forward(11 * minuteMs);
  const begin = (token?: string) => post(`${path}/options`, undefined, token);
  t.is((await show({ credential: ofBob.sign(await begin()) })).status, 403, 'his challenge, with her passkey');
  t.is((await show({ credential: device.sign(await begin(bob.accessToken)) })).status, 403, 'a challenge of another');
  t.is((await show({ credential: device.sign(await post('/api/v1/auth/passkeys/sign-in/options')) })).status, 403, 'a challenge of a sign-in');
  t.is((await show({ credential: device.sign(await begin(), { unverified: true }) })).status, 403);
  t.is((await makeKey()).status, 401);
  const options = await begin();
  t.is(options.allowCredentials.length, 1);
  const answer = device.sign(options);
  t.is((await show({ credential: answer })).status, 204);
  t.is((await makeKey()).status, 201);
  t.is((await show({ credential: answer })).status, 403, 'again');
  const unused = device.sign(await begin());
  t.is((await call('POST', '/api/v1/auth/passkeys/sign-in', { credential: unused })).status, 401, 'it signs nobody in');
});

each('whoever guesses here waits as at the sign-in, and the two count together', async (t, database) => {
  const { show, login, julie, clock, events, makeKey } = await scene(t, database);
  clock.forward(11 * minuteMs);
  const statuses: number[] = [];
  for (let count = 0; count < 3; count++) statuses.push((await show({ password: 'wrong wrong wrong' })).status);
  for (let count = 0; count < 2; count++) statuses.push((await show({ code: '000000' })).status);
  statuses.push((await show({ password: julie.password })).status, (await login(julie)).status);
  t.deepEqual(statuses, [403, 403, 403, 403, 403, 429, 429]);
  t.deepEqual(
    events.slice(-7).map(({ event }) => (event as { reason: string }).reason),
    ['password', 'password', 'password', 'second-factor', 'second-factor', 'back-off', 'back-off'],
  );
  t.is((await makeKey()).status, 401);
  clock.forward(minuteMs);
  t.is((await show({ password: julie.password })).status, 204);
});

each('an API key does nothing dear, whatever its scopes, and cannot show that it is its owner', async (t, database) => {
  const { call, person, julie, show } = await scene(t, database);
  const scopes = ['api-keys:manage', 'account:write', 'account:read'];
  const { key } = (await call('POST', '/api/v1/auth/api-keys', { name: 'x', scopes }, person.accessToken)).body;
  const dear: [string, string, object?][] = [
    ['POST', '/api/v1/auth/api-keys', { name: 'y', scopes: ['calls:read'] }],
    ['POST', '/api/v1/auth/totp'],
    ['POST', '/api/v1/auth/passkeys/options'],
    ['PUT', '/api/v1/auth/email', { email: 'eve@example.org' }],
    ['PUT', '/api/v1/auth/password', { password: julie.password, newPassword: 'several other words' }],
  ];
  for (const [method, to, body] of dear) t.like(await call(method, to, body, key), { status: 403, body: { code: 'forbidden' } }, to);
  t.is((await show({ password: julie.password }, key)).status, 403);
  t.is((await call('POST', `${path}/options`, undefined, key)).status, 403);
  t.is((await call('GET', '/api/v1/users/me/profile', undefined, key)).status, 200, 'and goes on with the rest');
});

test('a proof is one of the three', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { show, julie } = await scene(t, database);
  for (const proof of [{}, { password: julie.password, code: '000000' }, { credential: {} }, { password: '' }, { code: 1 }, { other: 'x' }])
    t.is((await show(proof)).status, 400, JSON.stringify(proof));
});
