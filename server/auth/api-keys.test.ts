import test from 'ava';
import { eachDatabase } from '../testing/each-database.ts';
import { testAuth } from '../testing/sign-in.ts';
import { invite } from './invitations.ts';

const each = eachDatabase(test);
const path = '/api/v1/auth/api-keys';

each('a key is shown once, does what its scopes say and no more, and ends at once', async (t, database) => {
  const { call, signedUp, events } = await testAuth(t, database);
  const { accessToken } = await signedUp();
  const made = await call('POST', path, { name: 'Office script', scopes: ['account:read', 'account:read'] }, accessToken);
  t.is(made.status, 201);
  t.like(made.body, { name: 'Office script', scopes: ['account:read'], expiresAt: null });
  const { key, id } = made.body;
  t.is((await call('GET', '/api/v1/users/me/profile', undefined, key)).body.nom, 'Julie');
  const refused = await call('PUT', '/api/v1/users/me/profile', { nom: 'x' }, key);
  t.is(refused.status, 403);
  t.is(refused.body.detail, 'This API key may not do this: it needs the permission account:write.');
  t.is((await call('POST', path, { name: 'x', scopes: ['account:read'] }, key)).status, 403);
  t.is((await call('POST', '/api/v1/auth/logout', undefined, key)).status, 403);
  const { items } = (await call('GET', path, undefined, accessToken)).body;
  t.is(items.length, 1);
  t.false(JSON.stringify(items).includes(key));
  t.is((await call('DELETE', `${path}/${id}`, undefined, accessToken)).status, 204);
  t.is((await call('DELETE', `${path}/${id}`, undefined, accessToken)).status, 404);
  t.is((await call('GET', '/api/v1/users/me/profile', undefined, key)).status, 401);
  t.deepEqual(
    events.filter(({ name }) => name === 'api-key-changed').map(({ event }) => (event as { change: string }).change),
    ['made', 'revoked'],
  );
});

each('a key gives nobody more than he has: neither beyond his roles, nor once his role is gone; and it makes no other', async (t, database) => {
  const { call, signedUp, accounts } = await testAuth(t, database);
  const { userId, accessToken } = await signedUp();
  const make = (scopes: string[], token = accessToken) => call('POST', path, { name: 'x', scopes }, token);
  t.is((await make(['users:read'])).status, 400);
  const manager = (await make(['api-keys:manage', 'calls:read'])).body.key;
  t.is((await make(['calls:read'], manager)).status, 403);
  await accounts.setRoles(userId, ['user', 'admin']);
  const ofAdmin = (await make(['users:read'])).body.key;
  const permissions = async () => (await call('GET', '/api/v1/auth/me', undefined, ofAdmin)).body.permissions;
  t.deepEqual(await permissions(), ['users:read']);
  await accounts.setRoles(userId, ['user']);
  t.deepEqual(await permissions(), []);
});

each('a key with an end is over then; one that has passed is refused', async (t, database) => {
  const { call, signedUp, clock } = await testAuth(t, database);
  const { accessToken } = await signedUp();
  const make = (expiresAt: string) => call('POST', path, { name: 'x', scopes: ['account:read'], expiresAt }, accessToken);
  t.is((await make('2020-01-01T00:00:00Z')).status, 400);
  const { key } = (await make(new Date(clock.now().getTime() + 60_000).toISOString())).body;
  t.is((await call('GET', '/api/v1/users/me/profile', undefined, key)).status, 200);
  clock.forward(60_001);
  t.is((await call('GET', '/api/v1/users/me/profile', undefined, key)).status, 401);
});

each("another's key is absent", async (t, database) => {
  const { call, signedUp } = await testAuth(t, database);
  const { accessToken } = await signedUp();
  const other = await signedUp({ nom: 'Bob', email: 'bob@example.org', password: 'staple battery horse' });
  const { id, key } = (await call('POST', path, { name: 'x', scopes: ['account:read'] }, other.accessToken)).body;
  t.is((await call('DELETE', `${path}/${id}`, undefined, accessToken)).status, 404);
  t.deepEqual((await call('GET', path, undefined, accessToken)).body.items, []);
  t.is((await call('GET', '/api/v1/users/me/profile', undefined, key)).status, 200);
});

each('a new password by a link ends all keys, for they may be an intruder’s; one that its owner changes does not', async (t, database) => {
  const { call, signedUp, julie, lastToken } = await testAuth(t, database);
  const { accessToken } = await signedUp();
  const other = await signedUp({ nom: 'Bob', email: 'bob@example.org', password: 'staple battery horse' });
  const make = async (token: string) => (await call('POST', path, { name: 'x', scopes: ['account:read'] }, token)).body.key as string;
  const [key, ofBob] = [await make(accessToken), await make(other.accessToken)];
  const status = async (of: string) => (await call('GET', '/api/v1/users/me/profile', undefined, of)).status;
  const newPassword = 'several other words';
  t.is((await call('PUT', '/api/v1/auth/password', { password: julie.password, newPassword }, accessToken)).status, 204);
  t.is(await status(key), 200);
  await call('POST', '/api/v1/auth/password/forgot', { email: julie.email });
  t.is((await call('POST', '/api/v1/auth/password/reset', { token: await lastToken(), password: 'words of the owner' })).status, 204);
  t.deepEqual([await status(key), await status(ofBob)], [401, 200]);
});

each('whoever takes an account over by an invitation finds no keys of those before him', async (t, database) => {
  const { call, signedUp, parts, lastToken, julie } = await testAuth(t, database);
  const { accessToken, userId } = await signedUp();
  const { key } = (await call('POST', path, { name: 'x', scopes: ['account:read'] }, accessToken)).body;
  await invite(parts, { email: julie.email, roles: ['user'], language: 'fr' }, { userId, origin: { address: '127.0.0.1', agent: '' } });
  t.is((await call('POST', '/api/v1/auth/register', { ...julie, password: 'several other words', invitation: await lastToken() })).status, 201);
  t.is((await call('GET', '/api/v1/users/me/profile', undefined, key)).status, 401);
});

each('the owner is told of a new key by e-mail, without the key', async (t, database) => {
  const { call, signedUp, mails, julie } = await testAuth(t, database);
  const { accessToken } = await signedUp();
  const { key } = (await call('POST', path, { name: 'x', scopes: ['account:read'] }, accessToken)).body;
  const told = (await mails()).at(-1);
  t.like(told, { subject: 'api-key-made', email: julie.email });
  t.false(JSON.stringify(told).includes(key));
});
