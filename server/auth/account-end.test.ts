import test from 'ava';
import { Secret, TOTP } from 'otpauth';
import { eachDatabase } from '../testing/each-database.ts';
import { PasskeyDevice } from '../testing/passkey-device.ts';
import { testAuth } from '../testing/sign-in.ts';
import { eraseUser } from '../users/erase.ts';
import { resetSecondFactors } from './second-factor/reset.ts';

const each = eachDatabase(test);

each('tokens and API keys of somebody who was suspended stay dead when he is let in again', async (t, database) => {
  const { call, signedUp, accounts, parts, julie, login } = await testAuth(t, database);
  const { userId, accessToken, refreshToken } = await signedUp();
  const { key } = (await call('POST', '/api/v1/auth/api-keys', { name: 'x', scopes: ['account:read'] }, accessToken)).body;
  await accounts.setStatus(userId, 'suspended');
  parts.events.emit('status-changed', { userId, status: 'suspended' });
  await parts.background.settled();
  await accounts.setStatus(userId, 'active');
  t.is((await call('GET', '/api/v1/auth/me', undefined, accessToken)).status, 401);
  t.is((await call('POST', '/api/v1/auth/refresh-token', { refreshToken })).status, 401);
  t.is((await call('GET', '/api/v1/users/me/profile', undefined, key)).status, 401);
  t.is((await login(julie)).status, 200);
});

each('when second factors are reset, whoever has the lost phone has nothing left, and the owner is told', async (t, database) => {
  const { call, signedUp, parts, clock, mails, julie, login } = await testAuth(t, database);
  const { userId, accessToken, refreshToken } = await signedUp();
  const other = await signedUp({ nom: 'Bob', email: 'bob@example.org', password: 'staple battery horse' });
  const { key } = (await call('POST', '/api/v1/auth/api-keys', { name: 'x', scopes: ['account:read'] }, accessToken)).body;
  const { secret } = (await call('POST', '/api/v1/auth/totp', undefined, accessToken)).body;
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now().getTime() });
  t.is((await call('POST', '/api/v1/auth/totp/confirm', { code }, accessToken)).status, 200);
  const device = new PasskeyDevice('https://repondeur.example.org');
  for (const [phone, token] of [
    [device, accessToken],
    [new PasskeyDevice('https://repondeur.example.org'), other.accessToken],
  ] as const) {
    const credential = phone.create((await call('POST', '/api/v1/auth/passkeys/options', undefined, token)).body);
    t.is((await call('POST', '/api/v1/auth/passkeys', { name: 'x', credential }, token)).status, 201);
  }
  t.true(await resetSecondFactors(parts, userId));
  t.is((await call('POST', '/api/v1/auth/refresh-token', { refreshToken })).status, 401);
  t.is((await call('GET', '/api/v1/users/me/profile', undefined, key)).status, 401);
  const challenge = (await call('POST', '/api/v1/auth/passkeys/sign-in/options')).body;
  t.is((await call('POST', '/api/v1/auth/passkeys/sign-in', { credential: device.sign(challenge) })).status, 401);
  t.is((await mails()).at(-1)?.subject, 'second-factor-removed');
  t.is((await login(julie)).status, 200);
  t.is((await call('GET', '/api/v1/auth/me', undefined, other.accessToken)).status, 200);
  t.is((await database('passkeys')).length, 1, "Bob's");
  t.false(await resetSecondFactors(parts, userId));
});

each('of an account that is deleted nothing is left that signs in', async (t, database) => {
  const { call, signedUp, accounts, keys, julie } = await testAuth(t, database);
  const { userId, accessToken } = await signedUp();
  await call('POST', '/api/v1/auth/api-keys', { name: 'x', scopes: ['calls:read'] }, accessToken);
  await call('POST', '/api/v1/auth/totp', undefined, accessToken);
  await call('POST', '/api/v1/auth/password/forgot', { email: julie.email });
  const other = await signedUp({ nom: 'Bob', email: 'bob@example.org', password: 'staple battery horse' });
  await eraseUser({ database, accounts, keys }, userId);
  for (const table of ['credentials', 'sessions', 'one_time_links', 'totp_secrets', 'recovery_codes', 'api_keys'])
    t.deepEqual(await database(table).where({ user_id: userId }), [], table);
  t.is((await database('refresh_tokens')).length, 1, "Bob's");
  t.is((await call('GET', '/api/v1/auth/me', undefined, other.accessToken)).status, 200);
});

each('what is over is forgotten: old sessions and links, and registrations that were never verified', async (t, database) => {
  const { call, signedUp, clean, clock, julie, accounts } = await testAuth(t, database);
  const { userId } = await signedUp();
  await call('POST', '/api/v1/auth/register', { ...julie, email: 'squatted@example.org' });
  clock.forward(6 * 86_400_000);
  await clean();
  t.not(await accounts.byEmail('squatted@example.org'), null);
  clock.forward(2 * 86_400_000);
  await clean();
  t.is(await accounts.byEmail('squatted@example.org'), null);
  t.is((await accounts.byId(userId))?.status, 'active');
  t.deepEqual(await database('one_time_links'), []);
  t.is((await database('sessions')).length, 1);
  clock.forward(211 * 86_400_000);
  await clean();
  t.deepEqual([await database('sessions'), await database('refresh_tokens')], [[], []]);
});

each('of a session that goes on the tokens go that are too old to be taken, and it goes on', async (t, database) => {
  const { call, signedUp, clean, clock } = await testAuth(t, database);
  const renew = async (refreshToken: string) => (await call('POST', '/api/v1/auth/refresh-token', { refreshToken })).body.refreshToken as string;
  const second = await renew((await signedUp()).refreshToken);
  clock.forward(20 * 86_400_000);
  const third = await renew(second);
  t.is((await database('refresh_tokens')).length, 3);
  clock.forward(11 * 86_400_000);
  await clean();
  t.is((await database('refresh_tokens')).length, 1);
  t.is(typeof (await renew(third)), 'string');
});
