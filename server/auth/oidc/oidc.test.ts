import test from 'ava';
import type { Role } from '../../core/access.ts';
import type { Database } from '../../database/open.ts';
import { temporaryDatabase } from '../../testing/database.ts';
import { eachDatabase } from '../../testing/each-database.ts';
import { type TestPerson, testOidcProvider } from '../../testing/oidc.ts';
import { testAuth } from '../../testing/sign-in.ts';

const each = eachDatabase(test);
const path = '/api/v1/auth/oidc';

async function withProvider(
  t: Parameters<typeof testAuth>[0],
  database: Database,
  { registration = 'open', ...more }: { registration?: 'open' | 'invitation'; secondFactorForRoles?: Role[]; acr?: string[] } = {},
) {
  const person: TestPerson = { sub: 'person-1', email: 'julie@example.org', email_verified: true, name: 'Julie Martin' };
  const provider = await testOidcProvider(t, 'https://repondeur.example.org/account', person);
  const { acr: secondFactorAcr = [], ...options } = more;
  const gate = await testAuth(t, database, { registration, oidc: [{ ...provider.settings, secondFactorAcr }], ...options });
  const begin = async () => (await gate.call('POST', `${path}/office/begin`)).body as { flow: string; authorizationUrl: string };
  const finish = (flow: string, answer: Record<string, string>) => gate.call('POST', `${path}/office/finish`, { flow, answer });
  const signIn = async () => {
    const { flow, authorizationUrl } = await begin();
    return await finish(flow, await provider.browse(authorizationUrl));
  };
  return { ...gate, ...provider, begin, finish, signIn };
}

each('somebody new signs in by a real provider, and is the same the next time, also with another address there', async (t, database) => {
  const { signIn, call, events, person } = await withProvider(t, database);
  t.deepEqual((await call('GET', path)).body, { providers: ['office'] });
  const first = await signIn();
  t.is(first.status, 200, JSON.stringify(first.body));
  const me = (await call('GET', '/api/v1/auth/me', undefined, first.body.accessToken)).body;
  t.like(me, { nom: 'Julie Martin', email: 'julie@example.org', roles: ['user'] });
  t.deepEqual(
    events.map(({ name }) => name),
    ['registered', 'signed-in'],
  );
  t.like(events[1]?.event, { method: 'oidc' });
  person.email = 'other@example.org';
  const second = await signIn();
  t.is((await call('GET', '/api/v1/auth/me', undefined, second.body.accessToken)).body.userId, me.userId);
  t.is((await database('users')).length, 1);
});

each(
  'the owner of an account is told when a provider opens it from now on, once; who is suspended stays out, and nothing is added',
  async (t, database) => {
    const { signIn, signedUp, mails, accounts } = await withProvider(t, database);
    const { userId } = await signedUp();
    await accounts.setStatus(userId, 'suspended');
    t.is((await signIn()).status, 403);
    t.deepEqual(await database('oidc_identities'), []);
    await accounts.setStatus(userId, 'active');
    t.is((await signIn()).status, 200);
    t.is((await signIn()).status, 200);
    t.deepEqual(
      (await mails()).map(({ subject, email }) => [subject, email]),
      [
        ['verify-email', 'julie@example.org'],
        ['provider-added', 'julie@example.org'],
      ],
    );
  },
);

each('somebody new who comes twice at once is one', async (t, database) => {
  const { begin, browse, finish, call } = await withProvider(t, database);
  const flows = [await begin(), await begin(), await begin()];
  const answers = await Promise.all(flows.map(({ authorizationUrl }) => browse(authorizationUrl)));
  const signedIn = await Promise.all(flows.map(({ flow }, at) => finish(flow, answers[at] ?? {})));
  t.deepEqual(
    signedIn.map(({ status }) => status),
    [200, 200, 200],
  );
  const ids = await Promise.all(signedIn.map(async ({ body }) => (await call('GET', '/api/v1/auth/me', undefined, body.accessToken)).body.userId));
  t.is(new Set(ids).size, 1);
  t.is((await database('users')).length, 1);
});

test('an account with the verified address is found by it; a password of who never verified it ends', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { signIn, call, julie, accounts, lastToken, login } = await withProvider(t, database);
  await call('POST', '/api/v1/auth/register', { ...julie, password: 'an intruder chose this' });
  const token = await lastToken();
  const { accessToken } = (await signIn()).body;
  t.is((await call('GET', '/api/v1/auth/me', undefined, accessToken)).body.userId, (await accounts.byEmail(julie.email))?.id);
  t.is((await login({ ...julie, password: 'an intruder chose this' })).status, 401);
  t.is((await call('POST', '/api/v1/auth/verify-email', { token, password: 'an intruder chose this' })).status, 400);
});

test('an address that the provider does not vouch for opens no account, and without open registration nobody new is let in', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { signIn, person, signedUp } = await withProvider(t, database);
  const { userId } = await signedUp();
  person.email_verified = false;
  t.is((await signIn()).status, 403);
  t.deepEqual(await database('oidc_identities'), []);
  t.truthy(userId);
  const { database: another } = await temporaryDatabase(t);
  const closed = await withProvider(t, another, { registration: 'invitation' });
  t.is((await closed.signIn()).status, 403);
  await closed.accounts.create({ name: 'Julie', email: closed.person.email });
  t.is((await closed.signIn()).status, 200);
});

test('an answer works once, for the flow it was asked in, unchanged and in ten minutes; who is suspended stays out', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { begin, browse, finish, clock, signIn, accounts, events, call } = await withProvider(t, database);
  const [mine, other] = [await begin(), await begin()];
  const answer = await browse(mine.authorizationUrl);
  t.is((await finish(other.flow, answer)).status, 401, 'of another flow');
  t.is((await finish('x', answer)).status, 401);
  t.is((await finish(mine.flow, answer)).status, 200);
  t.is((await finish(mine.flow, answer)).status, 401, 'again');
  const changes: Record<string, string>[] = [{ state: 'x' }, { code: 'x' }, { iss: 'https://evil.example' }];
  for (const change of changes) {
    const { flow, authorizationUrl } = await begin();
    t.is((await finish(flow, { ...(await browse(authorizationUrl)), ...change })).status, 401, JSON.stringify(change));
  }
  const refused = await begin();
  t.is((await finish(refused.flow, { error: 'access_denied', state: answer.state ?? '' })).status, 401);
  const late = await begin();
  const lateAnswer = await browse(late.authorizationUrl);
  clock.forward(600_001);
  t.is((await finish(late.flow, lateAnswer)).status, 401);
  const { id } = (await accounts.byEmail('julie@example.org')) ?? { id: '' };
  await accounts.setStatus(id, 'suspended');
  t.is((await signIn()).status, 403);
  t.like(events.at(-1), { name: 'sign-in-failed', event: { userId: id, reason: 'status' } });
  t.is((await call('POST', `${path}/nobody/begin`)).status, 404);
});

const vouching: [string, Pick<TestPerson, 'amr' | 'acr'>, boolean][] = [
  ['nothing', {}, false],
  ['one factor', { amr: ['pwd'] }, false],
  ['two factors, by amr', { amr: ['pwd', 'mfa'] }, true],
  ['two factors, by what the settings say of acr', { acr: 'gold' }, true],
  ['another acr', { acr: 'silver' }, false],
];
for (const [what, said, counts] of vouching) {
  test(`an administrator's provider says ${what}: his role ${counts ? 'counts' : 'does not count'}`, async (t) => {
    const { database } = await temporaryDatabase(t);
    const { signIn, signedUp, accounts, call, person, begin } = await withProvider(t, database, { secondFactorForRoles: ['admin'], acr: ['gold'] });
    const { userId } = await signedUp();
    await accounts.setRoles(userId, ['user', 'admin']);
    Object.assign(person, said);
    const { accessToken } = (await signIn()).body;
    const { permissions, secondFactorRequired } = (await call('GET', '/api/v1/auth/me', undefined, accessToken)).body;
    t.deepEqual([permissions.includes('users:write'), secondFactorRequired], [counts, !counts]);
    t.is(new URL((await begin()).authorizationUrl).searchParams.get('acr_values'), 'gold');
  });
}

test('a provider that is away is told as such', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { call } = await testAuth(t, database, { oidc: [{ name: 'office', issuer: 'http://127.0.0.1:9', clientId: 'x' }] });
  t.is((await call('POST', `${path}/office/begin`)).status, 503);
});
