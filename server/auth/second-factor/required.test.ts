import test from 'ava';
import { Secret, TOTP } from 'otpauth';
import type { Database } from '../../database/open.ts';
import { eachDatabase } from '../../testing/each-database.ts';
import { PasskeyDevice } from '../../testing/passkey-device.ts';
import { testAuth } from '../../testing/sign-in.ts';
import { firstAdministrator } from '../invitations.ts';

const each = eachDatabase(test);
const origin = 'https://repondeur.example.org';

/** Julie is an administrator, where administrators need a second factor. */
async function office(t: Parameters<typeof testAuth>[0], database: Database) {
  const gate = await testAuth(t, database, { registration: 'closed', secondFactorForRoles: ['admin', 'super_admin'] });
  const { call, julie, login, parts, clock } = gate;
  const invitation = (await firstAdministrator(parts)) ?? '';
  const { userId } = (await call('POST', '/api/v1/auth/register', { ...julie, invitation })).body;
  const enter = async (code?: string) => (await login({ ...julie, ...(code && { code }) })).body.accessToken as string;
  const invite = (token: string) => call('POST', '/api/v1/auth/invitations', { email: 'bob@example.org' }, token);
  const me = async (token: string) => (await call('GET', '/api/v1/auth/me', undefined, token)).body;
  const addApp = async (token: string) => {
    const { secret } = (await call('POST', '/api/v1/auth/totp', undefined, token)).body;
    const app = new TOTP({ secret: Secret.fromBase32(secret) });
    const code = () => app.generate({ timestamp: clock.now().getTime() });
    const { recoveryCodes } = (await call('POST', '/api/v1/auth/totp/confirm', { code: code() }, token)).body;
    clock.forward(30_000);
    return { code, recoveryCodes };
  };
  const device = new PasskeyDevice(origin);
  const addPasskey = async (token: string) => {
    const credential = device.create((await call('POST', '/api/v1/auth/passkeys/options', undefined, token)).body);
    return (await call('POST', '/api/v1/auth/passkeys', { name: 'x', credential }, token)).body.id as string;
  };
  const makeKey = async (token: string) => (await call('POST', '/api/v1/auth/api-keys', { name: 'x', scopes: ['users:read'] }, token)).body;
  return { ...gate, userId, enter, invite, me, addApp, addPasskey, device, makeKey };
}

each('the first administrator signs in as a user, adds an app, and is an administrator at once and at each sign-in', async (t, database) => {
  const { enter, invite, me, addApp } = await office(t, database);
  const token = await enter();
  t.like(await me(token), { roles: ['super_admin', 'user'], secondFactor: false, secondFactorRequired: true });
  const refused = await invite(token);
  t.deepEqual([refused.status, refused.body.code], [403, 'second-factor-required']);
  t.regex(refused.body.detail, /POST \/api\/v1\/auth\/totp/);
  t.true((await me(token)).permissions.includes('account:write'));
  t.false((await me(token)).permissions.includes('users:write'));
  const { code } = await addApp(token);
  t.is((await invite(token)).status, 204);
  t.like(await me(token), { secondFactor: true, secondFactorRequired: false });
  t.is((await invite(await enter(code()))).status, 204);
});

each('another sign-in by the password alone has not shown it, and gets there by showing it', async (t, database) => {
  const { enter, invite, addApp, addPasskey, call, device } = await office(t, database);
  const [here, there, third] = [await enter(), await enter(), await enter()];
  const { code } = await addApp(here);
  t.is((await invite(there)).body.code, 'second-factor-required');
  t.is((await call('POST', '/api/v1/auth/step-up', { password: 'correct horse battery' }, there)).body.code, 'second-factor-needed');
  t.is((await invite(there)).body.code, 'second-factor-required', 'the password is no second factor');
  t.is((await call('POST', '/api/v1/auth/step-up', { code: code() }, there)).status, 204);
  t.is((await invite(there)).status, 204);
  await addPasskey(here);
  const credential = device.sign((await call('POST', '/api/v1/auth/step-up/options', undefined, third)).body);
  t.is((await call('POST', '/api/v1/auth/step-up', { credential }, third)).status, 204);
  t.is((await invite(third)).status, 204);
});

each(
  'who has a factor changes none with the password alone: an administrator with a passkey is not made one by an app of a thief',
  async (t, database) => {
    const { enter, invite, addApp, addPasskey, call, device, userId, mails } = await office(t, database);
    const own = await enter();
    const passkeyId = await addPasskey(own);
    const thief = await enter();
    const sent = (await mails()).length;
    for (const [method, path, body] of [
      ['POST', 'totp'],
      ['POST', 'totp/confirm', { code: '000000' }],
      ['POST', 'totp/recovery-codes'],
      ['POST', 'totp/remove'],
      ['POST', 'passkeys/options'],
      ['POST', 'passkeys', { name: 'x', credential: new PasskeyDevice(origin).create({ challenge: 'AAAA' }) }],
      ['DELETE', `passkeys/${passkeyId}`],
    ] satisfies [string, string, object?][])
      t.like(await call(method, `/api/v1/auth/${path}`, body, thief), { status: 403, body: { code: 'second-factor-required' } }, path);
    t.is((await invite(thief)).body.code, 'second-factor-required');
    t.deepEqual(
      [await database('totp_secrets'), (await database('passkeys').where({ user_id: userId })).length, (await mails()).length],
      [[], 1, sent],
    );
    const credential = device.sign((await call('POST', '/api/v1/auth/step-up/options', undefined, thief)).body);
    t.is((await call('POST', '/api/v1/auth/step-up', { credential }, thief)).status, 204, 'it is he after all');
    await addApp(thief);
    t.is((await call('DELETE', `/api/v1/auth/passkeys/${passkeyId}`, undefined, own)).status, 204);
    t.is((await invite(own)).status, 204, 'the app is left');
  },
);

each('a passkey is two factors in one, also where the password alone would not do', async (t, database) => {
  const { enter, invite, addPasskey, call, device, me } = await office(t, database);
  const token = await enter();
  await addPasskey(token);
  t.is((await invite(token)).status, 204);
  const signIn = async () =>
    (
      await call('POST', '/api/v1/auth/passkeys/sign-in', {
        credential: device.sign((await call('POST', '/api/v1/auth/passkeys/sign-in/options')).body),
      })
    ).body.accessToken as string;
  t.is((await invite(await signIn())).status, 204);
  t.true((await me(await enter())).secondFactorRequired, 'the password alone');
});

each('with the last factor its proof is gone, in every session and API key; with one of two it is not', async (t, database) => {
  const { enter, invite, addApp, addPasskey, call, makeKey, me } = await office(t, database);
  const token = await enter();
  const { recoveryCodes } = await addApp(token);
  const passkeyId = await addPasskey(token);
  const { key } = await makeKey(token);
  const other = await enter(recoveryCodes[0]);
  const read = () => me(key).then(({ permissions }) => permissions);
  t.deepEqual(await read(), ['users:read']);
  t.is((await call('POST', '/api/v1/auth/totp/remove', undefined, token)).status, 204);
  t.is((await invite(other)).status, 204);
  t.is((await call('DELETE', `/api/v1/auth/passkeys/${passkeyId}`, undefined, token)).status, 204);
  for (const one of [token, other]) t.is((await invite(one)).body.code, 'second-factor-required');
  t.deepEqual(await read(), []);
  t.true((await me(key)).secondFactorRequired);
});

each(
  'a user becomes an administrator: what he has signed in to without a second factor, and a key made there, gains nothing',
  async (t, database) => {
    const { accounts, call, invite, signedUp, parts, me } = await office(t, database);
    parts.registration = 'open';
    const bob = await signedUp({ nom: 'Bob', email: 'bob@example.org', password: 'staple battery horse' });
    const { key } = (await call('POST', '/api/v1/auth/api-keys', { name: 'x', scopes: ['account:read'] }, bob.accessToken)).body;
    t.false((await me(bob.accessToken)).secondFactorRequired, 'users need none');
    await accounts.setRoles(bob.userId, ['user', 'support']);
    t.true((await me(bob.accessToken)).permissions.includes('users:read'), 'nor do roles that are not listed');
    await accounts.setRoles(bob.userId, ['admin']);
    t.is((await invite(bob.accessToken)).body.code, 'second-factor-required');
    t.true((await me(bob.accessToken)).permissions.includes('calls:read'), 'what is his own he may');
    t.deepEqual((await me(key)).permissions, ['account:read']);
  },
);
