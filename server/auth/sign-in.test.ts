import test from 'ava';
import { eachDatabase } from '../testing/each-database.ts';
import { testAuth } from '../testing/sign-in.ts';

const each = eachDatabase(test);

each('somebody registers, verifies his address, signs in and is told who he is', async (t, database) => {
  const { call, julie, lastToken, login, events } = await testAuth(t, database);
  const registered = await call('POST', '/api/v1/auth/register', julie);
  t.is(registered.status, 201);
  t.deepEqual(Object.keys(registered.body), ['userId', 'email']);
  t.is((await login(julie)).status, 401, 'not verified yet');
  t.is((await call('POST', '/api/v1/auth/verify-email', { token: await lastToken(), password: julie.password })).status, 204);
  const signedIn = await login(julie);
  t.is(signedIn.status, 200);
  t.deepEqual(Object.keys(signedIn.body), ['accessToken', 'refreshToken']);
  const me = await call('GET', '/api/v1/auth/me', undefined, signedIn.body.accessToken);
  t.like(me.body, { userId: registered.body.userId, nom: 'Julie', email: 'julie@example.org', roles: ['user'], secondFactor: false });
  t.deepEqual(
    events.map(({ name }) => name),
    ['registered', 'sign-in-failed', 'signed-in'],
  );
  t.false(JSON.stringify(events).includes(julie.password));
});

each('the names of sections 4.3 and 4.4 do the same', async (t, database) => {
  const { call, julie, signedUp } = await testAuth(t, database);
  await signedUp();
  const { body } = await call('POST', '/auth/token', { email: julie.email, password: julie.password });
  t.is((await call('GET', '/auth/userinfo', undefined, body.accessToken)).body.nom, 'Julie');
  t.is((await call('POST', '/auth/token/refresh', { refreshToken: body.refreshToken })).status, 200);
  const paul = { nom: 'Paul', email: 'paul@example.org', password: julie.password };
  const registered = await call('POST', '/users/register', paul);
  t.is(registered.status, 201);
  t.like(registered.body, { email: paul.email });
  t.like((await call('GET', '/users/me', undefined, body.accessToken)).body, { nom: 'Julie', email: julie.email });
  t.like((await call('PUT', '/users/me/profile', { nom: 'Julie M.' }, body.accessToken)).body, { nom: 'Julie M.' });
});

each('no secret is in the database: neither password, nor token, nor link', async (t, database) => {
  const { julie, signedUp, mails, call } = await testAuth(t, database);
  const tokens = await signedUp();
  const key = (await call('POST', '/api/v1/auth/api-keys', { name: 'x', scopes: ['calls:read'] }, tokens.accessToken)).body.key;
  const tables = ['credentials', 'sessions', 'refresh_tokens', 'one_time_links', 'outbox', 'signing_keys', 'api_keys', 'user_keys'];
  const kept = JSON.stringify(await Promise.all(tables.map((table) => database(table))));
  for (const secret of [julie.password, tokens.refreshToken, tokens.accessToken, key, ...(await mails()).map(({ token }) => token ?? julie.password)])
    t.false(kept.includes(secret), secret);
  t.regex((await database('credentials').first()).password_hash, /^\$2b\$04\$/);
});

each('a refresh token works once; used again it ends the session and the owner is told', async (t, database) => {
  const { call, signedUp, events, mails } = await testAuth(t, database);
  const first = await signedUp();
  const renew = (refreshToken: string) => call('POST', '/api/v1/auth/refresh-token', { refreshToken });
  const second = await renew(first.refreshToken);
  t.is(second.status, 200);
  t.not(second.body.refreshToken, first.refreshToken);
  t.is((await call('GET', '/api/v1/auth/me', undefined, second.body.accessToken)).status, 200);
  t.is((await renew(first.refreshToken)).status, 401, 'the stolen one');
  t.is((await renew(second.body.refreshToken)).status, 401, 'its successor');
  t.is((await call('GET', '/api/v1/auth/me', undefined, second.body.accessToken)).status, 401, 'the access token at once');
  t.is(events.filter(({ name }) => name === 'refresh-token-reused').length, 1);
  t.is((await mails()).at(-1)?.subject, 'sign-in-stolen');
});

each('of two who renew with the same token at once, at most one is answered, and the session ends', async (t, database) => {
  const { call, signedUp } = await testAuth(t, database);
  const { accessToken, refreshToken } = await signedUp();
  const answers = await Promise.all([1, 2].map(() => call('POST', '/api/v1/auth/refresh-token', { refreshToken })));
  const winners = answers.filter(({ status }) => status === 200);
  // None, where the other one has ended the session before the first is answered.
  t.true(winners.length <= 1);
  for (const { body } of winners) t.is((await call('POST', '/api/v1/auth/refresh-token', { refreshToken: body.refreshToken })).status, 401);
  t.is((await call('GET', '/api/v1/auth/me', undefined, accessToken)).status, 401);
});

each('an access token lasts 15 minutes, a sign-in 30 days without use and 180 days in all', async (t, database) => {
  const { call, signedUp, clock } = await testAuth(t, database);
  let { accessToken, refreshToken } = await signedUp();
  const dayMs = 86_400_000;
  const renewed = async () => {
    const { status, body } = await call('POST', '/api/v1/auth/refresh-token', { refreshToken });
    if (status === 200) ({ accessToken, refreshToken } = body);
    return status;
  };
  const me = async () => (await call('GET', '/api/v1/auth/me', undefined, accessToken)).status;
  clock.forward(14 * 60_000);
  t.is(await me(), 200);
  clock.forward(2 * 60_000);
  t.is(await me(), 401);
  t.is(await renewed(), 200);
  t.is(await me(), 200);
  for (let days = 0; days < 174; days += 29) {
    clock.forward(29 * dayMs);
    t.is(await renewed(), 200, `after ${days + 29} days`);
  }
  clock.forward(7 * dayMs);
  t.is(await renewed(), 401, 'older than 180 days');
});

each('a sign-in that was not used for 30 days is over', async (t, database) => {
  const { call, signedUp, clock } = await testAuth(t, database);
  const { refreshToken } = await signedUp();
  clock.forward(31 * 86_400_000);
  t.is((await call('POST', '/api/v1/auth/refresh-token', { refreshToken })).status, 401);
});

each('signing out, ending a session and ending all others work at once', async (t, database) => {
  const { call, signedUp, login, julie } = await testAuth(t, database);
  const { accessToken: here } = await signedUp();
  const [there, elsewhere] = [(await login(julie)).body.accessToken, (await login(julie, { 'User-Agent': 'a phone' })).body.accessToken];
  const { items } = (await call('GET', '/api/v1/auth/sessions', undefined, here)).body;
  t.is(items.length, 3);
  t.like(items[0], { agent: 'a phone', network: '127.0.0.0', current: false });
  t.is(items.filter(({ current }: { current: boolean }) => current).length, 1);
  t.is((await call('DELETE', `/api/v1/auth/sessions/${items[0].id}`, undefined, here)).status, 204);
  t.is((await call('GET', '/api/v1/auth/me', undefined, elsewhere)).status, 401);
  t.is((await call('DELETE', '/api/v1/auth/sessions', undefined, here)).status, 204);
  t.is((await call('GET', '/api/v1/auth/me', undefined, there)).status, 401);
  t.is((await call('POST', '/api/v1/auth/logout', undefined, here)).status, 204);
  t.is((await call('GET', '/api/v1/auth/me', undefined, here)).status, 401);
});

each("another's session is absent", async (t, database) => {
  const { call, signedUp } = await testAuth(t, database);
  const { accessToken } = await signedUp();
  const other = await signedUp({ nom: 'Bob', email: 'bob@example.org', password: 'staple battery horse' });
  const { items } = (await call('GET', '/api/v1/auth/sessions', undefined, other.accessToken)).body;
  t.is((await call('DELETE', `/api/v1/auth/sessions/${items[0].id}`, undefined, accessToken)).status, 404);
  t.is((await call('GET', '/api/v1/auth/me', undefined, other.accessToken)).status, 200);
});

each('suspended or deleted, an account is out at once, with all it has', async (t, database) => {
  const { call, signedUp, accounts, julie, login } = await testAuth(t, database);
  const { userId, accessToken, refreshToken } = await signedUp();
  const key = (await call('POST', '/api/v1/auth/api-keys', { name: 'x', scopes: ['account:read'] }, accessToken)).body.key;
  const statuses = async () => [
    (await call('GET', '/api/v1/auth/me', undefined, accessToken)).status,
    (await call('GET', '/api/v1/users/me/profile', undefined, key)).status,
  ];
  t.deepEqual(await statuses(), [200, 200]);
  await accounts.setStatus(userId, 'suspended');
  t.deepEqual(await statuses(), [401, 401]);
  t.is((await call('POST', '/api/v1/auth/refresh-token', { refreshToken })).status, 401);
  t.is((await login(julie)).status, 403);
  t.is((await login({ ...julie, password: 'another password' })).status, 401, 'only who knows the password learns that');
  await accounts.setStatus(userId, 'active');
  t.is((await login(julie)).status, 200);
  await accounts.erase(userId);
  t.is((await login(julie)).status, 401);
  t.deepEqual(await statuses(), [401, 401]);
});
