import test from 'ava';
import { temporaryDatabase } from '../testing/database.ts';
import { testAuth } from '../testing/sign-in.ts';

const hostile = [
  "' OR 1=1 --",
  "julie@example.org'; DROP TABLE users; --",
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '\u202egro.elpmaxe',
  '{{7*7}}',
  '%00',
  'a\nBcc: x@example.org',
  'x'.repeat(254),
];

for (const text of hostile) {
  test(`"${text.slice(0, 40)}" is only text to the sign-in`, async (t) => {
    const { database } = await temporaryDatabase(t);
    const { call, signedUp, login, julie, accounts } = await testAuth(t, database);
    const { userId, accessToken } = await signedUp();
    const statuses = [
      (await login({ email: text, password: julie.password })).status,
      (await login({ email: julie.email, password: text.slice(0, 60) })).status,
      (await login({ ...julie, code: text.slice(0, 40).padEnd(6) })).status,
      (await call('POST', '/api/v1/auth/refresh-token', { refreshToken: text.slice(0, 200) })).status,
      (await call('POST', '/api/v1/auth/register', { nom: 'x', email: text, password: julie.password })).status,
      (await call('POST', '/api/v1/auth/verify-email', { token: text.slice(0, 200), password: 'x' })).status,
      (await call('POST', '/api/v1/auth/password/forgot', { email: text })).status,
      (await call('POST', '/api/v1/auth/password/reset', { token: text.slice(0, 200), password: julie.password })).status,
    ];
    // The second factor's code is not looked at where there is none.
    t.deepEqual(statuses, [401, 401, 200, 401, 400, 400, 204, 400]);
    t.like(await accounts.byId(userId), { name: 'Julie', status: 'active', roles: ['user'] });
    t.is((await database('users')).length, 1);
    t.is((await call('GET', '/api/v1/auth/me', undefined, accessToken)).status, 200);
  });
}

for (const body of [
  {},
  { email: 'julie@example.org' },
  { email: 'julie@example.org', password: '' },
  { email: 'julie@example.org', password: 'x'.repeat(73) },
  { email: 'julie@example.org', password: 'é'.repeat(37) },
  { email: 'julie\u0000@example.org', password: 'correct horse battery' },
  { email: 'julie@example.org', password: 'correct\u0000horse' },
  { email: ['julie@example.org'], password: 'correct horse battery' },
  { email: { $ne: null }, password: { $ne: null } },
  { email: 'julie@example.org', password: 'correct horse battery', admin: true },
  { email: 'julie@example.org', password: 'correct horse battery', code: 123456 },
]) {
  test(`no sign-in: ${JSON.stringify(body).slice(0, 80)}`, async (t) => {
    const { database } = await temporaryDatabase(t);
    const { call, signedUp } = await testAuth(t, database);
    await signedUp();
    const { status, body: problem } = await call('POST', '/api/v1/auth/login', body);
    t.is(status, 400);
    t.false(JSON.stringify(problem).includes('correct'));
  });
}

for (const change of [
  { nom: '' },
  { nom: 'a\nb' },
  { email: 'no address' },
  { email: `${'x'.repeat(250)}@example.org` },
  { password: 'short' },
  { password: 'password1234' },
  { password: 'x'.repeat(73) },
  { roles: ['super_admin'] },
  { userId: '01980000-0000-7000-8000-000000000001' },
  { language: 'de' },
]) {
  test(`no registration: ${JSON.stringify(change).slice(0, 80)}`, async (t) => {
    const { database } = await temporaryDatabase(t);
    const { call, julie } = await testAuth(t, database);
    t.is((await call('POST', '/api/v1/auth/register', { ...julie, ...change })).status, 400);
    t.is((await database('users')).length, 0);
  });
}

test('the page of the links runs its own script alone and holds nothing of anybody', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { server } = await testAuth(t, database);
  const answer = await fetch(`${server.url()}/account`);
  const page = await answer.text();
  t.is(answer.headers.get('Content-Type'), 'text/html; charset=utf-8');
  const policy = answer.headers.get('Content-Security-Policy') ?? '';
  t.regex(policy, /^default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+'; connect-src 'self'; frame-ancestors 'none'/);
  t.false(policy.includes('unsafe'));
  const { createHash } = await import('node:crypto');
  const script = /<script type="module">([\s\S]*)<\/script>/.exec(page)?.[1] ?? '';
  t.true(policy.includes(createHash('sha256').update(script).digest('base64')), 'the hash is of the script that is there');
  t.false(/innerHTML|document\.write|eval\(/.test(page));
});
