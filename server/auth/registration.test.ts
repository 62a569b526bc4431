import test from 'ava';
import { eachDatabase } from '../testing/each-database.ts';
import { testAuth } from '../testing/sign-in.ts';
import { firstAdministrator, invite } from './invitations.ts';

const each = eachDatabase(test);
const path = '/api/v1/auth/register';

each('whether an address has an account cannot be told: not by the answer, not by signing in, not by asking for a link', async (t, database) => {
  const { call, julie, signedUp, login, mails, accounts } = await testAuth(t, database);
  const { userId } = await signedUp();
  const mine = { ...julie, password: 'an intruder chose this' };
  const again = await call('POST', path, mine);
  const fresh = await call('POST', path, { ...mine, email: 'bob@example.org' });
  t.deepEqual([again.status, Object.keys(again.body)], [fresh.status, Object.keys(fresh.body)]);
  t.not(again.body.userId, userId);
  t.is(again.body.userId.length, fresh.body.userId.length);
  const withoutNames = (answer: { status: number; body: { instance: string } }) => ({ ...answer.body, instance: '' });
  const attempts = [await login(mine), await login({ ...mine, email: 'bob@example.org' }), await login({ ...mine, email: 'nobody@example.org' })];
  for (const attempt of attempts) t.deepEqual(withoutNames(attempt), withoutNames(attempts[0] as (typeof attempts)[0]));
  const forgot = await Promise.all([julie.email, 'nobody@example.org'].map((email) => call('POST', '/api/v1/auth/password/forgot', { email })));
  t.deepEqual(
    forgot.map(({ status, body }) => [status, body]),
    [
      [204, null],
      [204, null],
    ],
  );
  t.deepEqual(
    (await mails()).map(({ subject, email }) => [subject, email]),
    [
      ['verify-email', 'julie@example.org'],
      ['account-exists', 'julie@example.org'],
      ['verify-email', 'bob@example.org'],
      ['reset-password', 'julie@example.org'],
    ],
  );
  t.is((await login(julie)).status, 200, 'nothing of hers was changed');
  t.is((await accounts.byId(userId))?.name, 'Julie');
});

each('an account that an intruder began with my address is not his when I follow the link of the e-mail', async (t, database) => {
  const { call, lastToken, login, julie } = await testAuth(t, database);
  await call('POST', path, { ...julie, password: 'an intruder chose this' });
  t.is((await call('POST', '/api/v1/auth/verify-email', { token: await lastToken(), password: 'a password of mine' })).status, 400);
  t.is((await login({ ...julie, password: 'an intruder chose this' })).status, 401);
  await call('POST', '/api/v1/auth/password/forgot', { email: julie.email });
  t.is((await call('POST', '/api/v1/auth/password/reset', { token: await lastToken(), password: julie.password })).status, 204);
  t.is((await login({ ...julie, password: 'an intruder chose this' })).status, 401);
  t.is((await login(julie)).status, 200);
});

each('two who register with one address at once: one account, the same answers', async (t, database) => {
  const { call, julie } = await testAuth(t, database);
  const answers = await Promise.all([1, 2, 3].map(() => call('POST', path, julie)));
  t.deepEqual(
    answers.map(({ status }) => status),
    [201, 201, 201],
  );
  t.is((await database('users')).length, 1);
});

each('a link of an e-mail works once, for its own purpose and in its time', async (t, database) => {
  const { call, julie, lastToken, clock } = await testAuth(t, database);
  await call('POST', path, julie);
  const verify = { token: await lastToken(), password: julie.password };
  t.is((await call('POST', '/api/v1/auth/password/reset', verify)).status, 400, 'another purpose');
  t.is((await call('POST', '/api/v1/auth/verify-email', verify)).status, 204);
  t.is((await call('POST', '/api/v1/auth/verify-email', verify)).status, 400, 'again');
  await call('POST', '/api/v1/auth/password/forgot', { email: julie.email });
  const first = await lastToken();
  await call('POST', '/api/v1/auth/password/forgot', { email: julie.email });
  const second = await lastToken();
  const reset = (token: string) => call('POST', '/api/v1/auth/password/reset', { token, password: 'several other words' });
  t.is((await reset(first)).status, 400, 'the older one');
  clock.forward(3_600_001);
  t.is((await reset(second)).status, 400, 'an hour later');
  for (const token of ["' OR 1=1 --", 'x', '<script>']) t.is((await reset(token)).status, 400);
});

each('a stranger cannot have more than a few e-mails sent to somebody', async (t, database) => {
  const { call, julie, mails } = await testAuth(t, database);
  for (let count = 0; count < 20; count++) await call('POST', path, julie);
  t.is((await mails()).length, 5);
});

each('by invitation alone: the address of the invitation, its roles, once; without one the door is closed', async (t, database) => {
  const { call, julie, lastToken, login, parts } = await testAuth(t, database, { registration: 'invitation' });
  t.is((await call('POST', path, julie)).status, 403);
  const by = { userId: '01980000-0000-7000-8000-000000000001', origin: { address: '127.0.0.1', agent: '' } };
  await invite(parts, { email: julie.email, roles: ['support'], language: 'fr' }, by);
  const invitation = await lastToken();
  t.is((await call('POST', path, { ...julie, invitation: 'x' })).status, 400);
  t.is((await call('POST', path, { ...julie, email: 'other@example.org', invitation })).status, 400);
  t.is((await call('POST', path, { ...julie, email: 'JULIE@example.org', invitation })).status, 201);
  t.is((await call('POST', path, { ...julie, invitation })).status, 400, 'again');
  const { accessToken } = (await login(julie)).body;
  t.deepEqual((await call('GET', '/api/v1/auth/me', undefined, accessToken)).body.roles.sort(), ['support', 'user']);
});

each('only those who may give roles invite with a role', async (t, database) => {
  const { call, signedUp, accounts, mails } = await testAuth(t, database);
  const { userId, accessToken } = await signedUp();
  const send = async (roles?: string[]) =>
    (await call('POST', '/api/v1/auth/invitations', { email: 'bob@example.org', ...(roles && { roles }) }, accessToken)).status;
  t.is(await send(), 403);
  await accounts.setRoles(userId, ['admin']);
  t.is(await send(), 204);
  t.is(await send(['admin']), 403);
  await accounts.setRoles(userId, ['super_admin']);
  t.is(await send(['admin']), 204);
  t.deepEqual(
    (await mails()).map(({ subject }) => subject),
    ['verify-email', 'invitation', 'invitation'],
  );
});

each(
  'the first administrator registers by a link that works once, also where registration is closed and with an address of the settings',
  async (t, database) => {
    const { call, julie, parts, accounts, login } = await testAuth(t, database, { registration: 'closed' });
    t.is((await call('POST', path, julie)).status, 403);
    const { id } = await accounts.create({ name: 'Julie', email: julie.email });
    const old = await firstAdministrator(parts);
    const invitation = await firstAdministrator(parts);
    t.is((await call('POST', path, { ...julie, invitation: old })).status, 400, 'a link of an earlier start');
    t.is((await call('POST', path, { ...julie, invitation })).body.userId, id);
    t.is((await call('POST', path, { ...julie, email: 'eve@example.org', invitation })).status, 400, 'again');
    const { accessToken } = (await login(julie)).body;
    t.true((await call('GET', '/api/v1/auth/me', undefined, accessToken)).body.permissions.includes('roles:write'));
    t.is(await firstAdministrator(parts), null);
  },
);

each('a new address is taken over once its link is followed, and the old one is told', async (t, database) => {
  const { call, signedUp, julie, login, lastToken, mails } = await testAuth(t, database);
  await signedUp({ nom: 'Bob', email: 'bob@example.org', password: 'staple battery horse' });
  const { accessToken } = await signedUp();
  const ask = (email: string) => call('PUT', '/api/v1/auth/email', { email }, accessToken);
  const before = (await mails()).length;
  t.is((await ask('bob@example.org')).status, 204, 'the same answer when it is taken');
  t.is((await mails()).length, before);
  t.is((await ask('new@example.org')).status, 204);
  t.is((await login({ ...julie, email: 'new@example.org' })).status, 401);
  t.is((await call('POST', '/api/v1/auth/email/confirm', { token: await lastToken() })).status, 204);
  t.like((await mails()).at(-1), { subject: 'email-changed', email: julie.email });
  t.is((await login({ ...julie, email: 'new@example.org' })).status, 200);
  t.is((await login(julie)).status, 401);
});

each('a password that is changed ends the other sessions and is told to its owner', async (t, database) => {
  const { call, signedUp, julie, login, mails } = await testAuth(t, database);
  const { accessToken } = await signedUp();
  const other = (await login(julie)).body.accessToken;
  const change = (password: string) => call('PUT', '/api/v1/auth/password', { password, newPassword: 'several other words' }, accessToken);
  t.is((await change('wrong')).status, 403);
  t.is((await change(julie.password)).status, 204);
  t.is((await call('GET', '/api/v1/auth/me', undefined, accessToken)).status, 200);
  t.is((await call('GET', '/api/v1/auth/me', undefined, other)).status, 401);
  t.is((await login(julie)).status, 401);
  t.is((await login({ ...julie, password: 'several other words' })).status, 200);
  t.is((await mails()).at(-1)?.subject, 'password-changed');
});
