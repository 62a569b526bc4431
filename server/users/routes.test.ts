import test, { type ExecutionContext } from 'ava';
import { AuditStore } from '../admin/audit/store.ts';
import { AccountMail } from '../auth/mail.ts';
import { systemClock } from '../core/clock.ts';
import { EventBus } from '../core/events.ts';
import { newMasterKey } from '../database/secrets/master-keys.ts';
import { UserKeys } from '../database/secrets/user-keys.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { principal, signedIn, testGateway } from '../testing/gateway.ts';
import { AccountStore } from './account-store.ts';
import { OwnAccount } from './own-account.ts';
import { type UsersServices, usersRoutes } from './routes.ts';

async function profileOf(t: ExecutionContext) {
  const { database } = await temporaryDatabase(t);
  const accounts = new AccountStore(database);
  const keys = new UserKeys(database, [newMasterKey()]);
  const ownAccount = new OwnAccount({
    database,
    accounts,
    keys,
    erasures: [],
    audit: new AuditStore({ database, keys, accounts }),
    security: new EventBus(),
    mail: new AccountMail({ keys, clock: systemClock, onQueued: () => {} }),
  });
  const { id } = await accounts.create({ name: 'Julie', email: 'julie@example.org' });
  const server = await testGateway<UsersServices>(t, {
    routes: usersRoutes,
    services: { accounts, ownAccount },
    authenticator: signedIn({ julie: principal({ userId: id }), reader: principal({ userId: id, scopes: ['account:read'] }) }),
  });
  const call = (method: string, body?: object, who: string | null = 'julie') =>
    fetch(`${server.url()}/api/v1/users/me/profile`, {
      method,
      headers: { ...(who && { Authorization: `Bearer ${who}` }), 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  return { id, call };
}

test('a profile is read and changed, with nom to the letter', async (t) => {
  const { id, call } = await profileOf(t);
  t.like(await (await call('GET')).json(), { userId: id, nom: 'Julie', email: 'julie@example.org', status: 'active', language: 'fr' });
  const changed = await call('PUT', { nom: 'Julie <script>alert(1)</script>', language: 'en', timeZone: 'America/Toronto' });
  t.is(changed.status, 200);
  t.like(await (await call('GET')).json(), { nom: 'Julie <script>alert(1)</script>', language: 'en', timeZone: 'America/Toronto' });
});

test('without sign-in it is 401, and with a key that only reads nothing is changed', async (t) => {
  const { call } = await profileOf(t);
  t.is((await call('GET', undefined, null)).status, 401);
  t.is((await call('PUT', { nom: 'x' }, 'reader')).status, 403);
  t.like(await (await call('GET', undefined, 'reader')).json(), { nom: 'Julie' });
});

for (const body of [
  {},
  { nom: '' },
  { nom: 'a\nb' },
  { nom: 'Julie \u202egro.elpmaxe@ssob' },
  { nom: 'x'.repeat(101) },
  { email: 'other@example.org' },
  { status: 'active' },
  { timeZone: 'Mars/Olympus' },
  { language: 'de' },
]) {
  test(`no profile: ${JSON.stringify(body).slice(0, 60)}`, async (t) => {
    const { call } = await profileOf(t);
    t.is((await call('PUT', body)).status, 400);
    t.like(await (await call('GET')).json(), { nom: 'Julie', timeZone: 'Europe/Paris', language: 'fr' });
  });
}
