import test from 'ava';
import { AuditReader } from '../admin/audit/list.ts';
import { verifyAudit } from '../admin/audit/verify.ts';
import { eachDatabase } from '../testing/each-database.ts';
import { testAuth } from '../testing/sign-in.ts';
import { testUsers } from '../testing/users.ts';

const each = eachDatabase(test);
const profile = '/api/v1/users/me/profile';
const bob = { nom: 'Bob', email: 'bob@example.org', password: 'staple battery horse' };

each('who deletes his account is gone at once, with all that opened it; he is told, and the audit log knows', async (t, database) => {
  const { call, signedUp, login, accounts, keys, julie, mails, events } = await testAuth(t, database);
  const { userId, accessToken, refreshToken } = await signedUp();
  const other = await signedUp(bob);
  const { key } = (await call('POST', '/api/v1/auth/api-keys', { name: 'x', scopes: ['account:write'] }, accessToken)).body;
  t.is((await call('DELETE', profile, undefined, key)).status, 403);
  t.is((await call('DELETE', profile, undefined, accessToken)).status, 204);
  t.is((await call('GET', '/api/v1/auth/me', undefined, accessToken)).status, 401);
  t.is((await call('GET', profile, undefined, key)).status, 401);
  t.is((await call('POST', '/api/v1/auth/refresh-token', { refreshToken })).status, 401);
  t.is((await login(julie)).status, 401);
  t.like(await accounts.byId(userId), { status: 'deleted', name: '' });
  for (const table of ['user_keys', 'credentials', 'sessions', 'api_keys', 'one_time_links'])
    t.deepEqual(await database(table).where({ user_id: userId }), [], table);
  t.like((await mails()).at(-1), { subject: 'account-deleted', email: julie.email, name: julie.nom });
  t.deepEqual(
    events.flatMap(({ name, event }) => (name === 'status-changed' ? [event] : [])),
    [{ userId, status: 'deleted' }],
  );
  const { items } = await new AuditReader(database, keys).list({ limit: 1 });
  t.like(items[0], { actor: { kind: 'user', id: userId }, action: 'user.erased', target: { kind: 'user', id: userId }, personal: null, from: null });
  t.is((await verifyAudit(database)).broken, null);
  t.is((await call('GET', profile, undefined, other.accessToken)).status, 200, 'somebody else notices nothing');
  t.is((await call('POST', '/api/v1/auth/register', julie)).status, 201, 'the address is free again');
  t.not((await accounts.byEmail(julie.email))?.id, userId);
});

each('with an old proof nothing is deleted', async (t, database) => {
  const { call, signedUp, clock, julie } = await testAuth(t, database);
  const { accessToken } = await signedUp();
  clock.forward(11 * 60_000);
  const refused = await call('DELETE', profile, undefined, accessToken);
  t.like(refused, { status: 401, body: { code: 'step-up-needed' } });
  t.like((await call('GET', profile, undefined, accessToken)).body, { status: 'active', nom: julie.nom });
  t.is((await call('POST', '/api/v1/auth/step-up', { password: julie.password }, accessToken)).status, 204);
  t.is((await call('DELETE', profile, undefined, accessToken)).status, 204);
});

each('the last administrator stays: a suspended one or a lesser one does not take his place', async (t, database) => {
  const { call, signedUp, accounts, mails } = await testAuth(t, database);
  const { userId, accessToken } = await signedUp();
  await accounts.setRoles(userId, ['user', 'super_admin']);
  const other = await accounts.create({ name: 'Bob', email: bob.email, roles: ['user', 'super_admin'] });
  await accounts.create({ name: 'Eve', email: 'eve@example.org', roles: ['admin'] });
  await accounts.setStatus(other.id, 'suspended');
  const before = (await mails()).length;
  t.like(await call('DELETE', profile, undefined, accessToken), { status: 409, body: { code: 'conflict' } });
  t.like((await call('GET', profile, undefined, accessToken)).body, { status: 'active' });
  t.is((await mails()).length, before);
  t.is(await database('audit_log').where({ action: 'user.erased' }).first(), undefined);
  await accounts.setStatus(other.id, 'active');
  t.is((await call('DELETE', profile, undefined, accessToken)).status, 204);
});

each('of two last administrators who go at the same moment one stays', async (t, database) => {
  const { call, signedUp, accounts } = await testAuth(t, database);
  const people = [await signedUp(), await signedUp(bob)];
  for (const { userId } of people) await accounts.setRoles(userId, ['user', 'admin']);
  const answers = await Promise.all(people.map(({ accessToken }) => call('DELETE', profile, undefined, accessToken)));
  t.deepEqual(answers.map(({ status }) => status).sort(), [204, 409]);
  t.true(await accounts.anyWithRole(['admin']));
});

each('a changed profile is in the audit log, with the name sealed; what stays as it was is not', async (t, database) => {
  const { call, signedUp, keys, accounts } = await testAuth(t, database);
  const { userId, accessToken } = await signedUp();
  const put = (body: object) => call('PUT', profile, body, accessToken);
  t.is((await put({ language: 'en', timeZone: 'Europe/Paris' })).status, 200);
  t.is((await put({ nom: 'Julie Lefèvre', language: 'en' })).status, 200);
  t.like((await put({ nom: 'Julie Lefèvre' })).body, { nom: 'Julie Lefèvre', language: 'en' });
  const { items } = await new AuditReader(database, keys).list({ limit: 9, action: 'user.profile-changed' });
  const about = { actor: { kind: 'user', id: userId }, target: { kind: 'user', id: userId }, from: '127.0.0.1' };
  t.is(items.length, 2);
  t.like(items[1], { ...about, details: { before: { language: 'fr' }, after: { language: 'en' }, renamed: false }, personal: null });
  t.like(items[0], { ...about, details: { before: {}, after: {}, renamed: true }, personal: { before: 'Julie', after: 'Julie Lefèvre' } });
  t.false(JSON.stringify(await database('audit_log')).includes('Julie'));
  t.is((await verifyAudit(database)).broken, null);
  t.is((await accounts.byId(userId))?.name, 'Julie Lefèvre');
});

each('who stands in the settings and deletes his account stays deleted at the next start, until he registers anew', async (t, database) => {
  const { call, signedUp, accounts, lastToken } = await testAuth(t, database);
  const cabinet = { nom: 'Cabinet', email: 'cabinet@example.org', password: 'correct horse battery' };
  const statusAtStart = async () => {
    const users = await testUsers({ email: cabinet.email });
    await users.join(accounts);
    const id = users.all()[0]?.id ?? '';
    return { id, status: (await accounts.byId(id))?.status };
  };
  const { userId, accessToken } = await signedUp(cabinet);
  t.deepEqual(await statusAtStart(), { id: userId, status: 'active' });
  t.is((await call('DELETE', profile, undefined, accessToken)).status, 204);
  t.is((await statusAtStart()).status, 'deleted');
  const again = (await call('POST', '/api/v1/auth/register', cabinet)).body;
  t.is((await statusAtStart()).status, 'deleted', 'anybody may register with an address');
  t.not(again.userId, userId);
  await call('POST', '/api/v1/auth/verify-email', { token: await lastToken(), password: cabinet.password });
  t.is((await statusAtStart()).status, 'active');
});
