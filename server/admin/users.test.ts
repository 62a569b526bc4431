import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { secondFactorOwners } from '../auth/second-factor/owners.ts';
import { BillingStore } from '../billing/store.ts';
import { userErasures } from '../composition/user-erasures.ts';
import { systemClock } from '../core/clock.ts';
import { EventBus } from '../core/events.ts';
import type { SecurityEvents } from '../core/security-events.ts';
import type { Database } from '../database/open.ts';
import { UserKeys } from '../database/secrets/user-keys.ts';
import { recordingPath } from '../history/recording-files.ts';
import { HistoryStore } from '../history/store.ts';
import { FaultNotices } from '../notifications/fault-notices.ts';
import { callRecord } from '../testing/call-record.ts';
import { temporaryFolder } from '../testing/database.ts';
import { eachDatabase } from '../testing/each-database.ts';
import { principal, signedIn, testGateway } from '../testing/gateway.ts';
import { testUsers } from '../testing/users.ts';
import { AccountStore } from '../users/account-store.ts';
import { eraseLeftOver } from '../users/erase.ts';
import { AuditReader } from './audit/list.ts';
import { type AuditServices, auditRoutes } from './audit/routes.ts';
import { AuditStore } from './audit/store.ts';
import { verifyAudit } from './audit/verify.ts';
import { type UserAdminServices, userAdminRoutes } from './user-routes.ts';
import { UserStatus } from './user-status.ts';

const each = eachDatabase(test);
const absent = '01980000-0000-7000-8000-00000000000a';

async function office(t: ExecutionContext, database: Database) {
  const accounts = new AccountStore(database);
  const keys = new UserKeys(database, [{ id: 'master', key: randomBytes(32) }]);
  const audit = new AuditStore({ database, keys, accounts });
  const security = new EventBus<SecurityEvents>();
  const folder = await temporaryFolder(t);
  const erasures = userErasures({ database, dataDir: folder, users: await testUsers(), clock: systemClock });
  const told: SecurityEvents['status-changed'][] = [];
  security.on('status-changed', (event) => told.push(event));
  const make = (name: string, roles: Parameters<typeof accounts.setRoles>[1]) =>
    accounts.create({ name, email: `${name.toLowerCase()}@example.org`, roles });
  const [chief, boss, helper, paul] = await Promise.all([
    make('Chief', ['super_admin']),
    make('Boss', ['admin']),
    make('Helper', ['support']),
    make('Hélène', ['user']),
  ]);
  const as = ({ id, roles }: { id: string; roles: Parameters<typeof accounts.setRoles>[1] }) => principal({ userId: id, roles });
  const server = await testGateway<UserAdminServices & AuditServices>(t, {
    routes: [...userAdminRoutes, ...auditRoutes],
    services: {
      accounts,
      userStatus: new UserStatus({ database, accounts, keys, erasures, audit, security }),
      auditReader: new AuditReader(database, keys),
      secondFactorOwners: secondFactorOwners(database),
    },
    authenticator: signedIn({ chief: as(chief), boss: as(boss), helper: as(helper), paul: as(paul) }),
  });
  const call = async (who: string, method: string, path: string, body?: object) => {
    const answer = await fetch(`${server.url()}/api/v1/admin${path}`, {
      method,
      headers: { Authorization: `Bearer ${who}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return {
      status: answer.status,
      body: (await answer.json()) as Record<string, never> & { items: Record<string, unknown>[]; nextCursor: string | null },
    };
  };
  return { accounts, keys, folder, told, chief, boss, paul, call };
}

each('an administrator lists, finds and reads users; a user sees nobody', async (t, database) => {
  const { call, paul } = await office(t, database);
  const first = await call('helper', 'GET', '/users?limit=3');
  const second = await call('helper', 'GET', `/users?limit=3&cursor=${first.body.nextCursor}`);
  t.deepEqual([...first.body.items, ...second.body.items].map(({ nom }) => nom).sort(), ['Boss', 'Chief', 'Helper', 'Hélène']);
  t.is(second.body.nextCursor, null);
  t.deepEqual(
    (await call('boss', 'GET', '/users?search=HELENE')).body.items.map(({ userId }) => userId),
    [paul.id],
  );
  t.deepEqual(
    (await call('boss', 'GET', '/users?role=admin')).body.items.map(({ nom }) => nom),
    ['Boss'],
  );
  t.is((await call('boss', 'GET', '/users?status=suspended')).body.items.length, 0);
  t.is((await call('boss', 'GET', "/users?search=' or 1=1 --")).body.items.length, 0);
  t.like((await call('helper', 'GET', `/users/${paul.id}`)).body, { userId: paul.id, nom: 'Hélène', status: 'active', roles: ['user'] });
  t.is((await call('helper', 'GET', `/users/${absent}`)).status, 404);
  for (const path of ['/users', `/users/${paul.id}`, '/audit-log']) t.is((await call('paul', 'GET', path)).status, 403);
});

each('a suspension is stored, told and written down with its reason, and taken back again', async (t, database) => {
  const { call, paul, boss, told, accounts } = await office(t, database);
  const answer = await call('boss', 'PUT', `/users/${paul.id}/status`, { status: 'suspended', reason: 'unpaid <b>since</b> May' });
  t.is(answer.status, 200);
  t.like(answer.body, { userId: paul.id, status: 'suspended' });
  t.is((await accounts.byId(paul.id))?.status, 'suspended');
  t.is((await call('boss', 'PUT', `/users/${paul.id}/status`, { status: 'suspended' })).status, 200);
  t.is((await call('boss', 'PUT', `/users/${paul.id}/status`, { status: 'active' })).status, 200);
  t.deepEqual(told, [
    { userId: paul.id, status: 'suspended' },
    { userId: paul.id, status: 'active' },
  ]);
  const { items } = (await call('boss', 'GET', '/audit-log?action=user')).body;
  t.deepEqual(
    items.map(({ action }) => action),
    ['user.resumed', 'user.suspended'],
  );
  t.like(items[1], {
    actor: { kind: 'user', id: boss.id },
    target: { kind: 'user', id: paul.id },
    personal: { reason: 'unpaid <b>since</b> May' },
    from: '127.0.0.1',
  });
  t.like(await verifyAudit(database), { entries: 2, broken: null });
});

each("nobody changes his own status, nor an administrator's without roles:write, nor one that is not there", async (t, database) => {
  const { call, chief, boss, paul, told, accounts } = await office(t, database);
  t.is((await call('boss', 'PUT', `/users/${boss.id}/status`, { status: 'suspended' })).status, 409);
  t.is((await call('boss', 'PUT', `/users/${chief.id}/status`, { status: 'suspended' })).status, 403);
  t.is((await call('helper', 'PUT', `/users/${paul.id}/status`, { status: 'suspended' })).status, 403);
  t.is((await call('boss', 'PUT', `/users/${absent}/status`, { status: 'suspended' })).status, 404);
  for (const body of [
    {},
    { status: 'deleted' },
    { status: 'deleted', confirmEmail: 'boss@example.org' },
    { status: 'suspended', reason: '' },
    { status: 'suspended', reason: 'a\u0000b' },
    { status: 'active', by: 'me' },
  ])
    t.is((await call('chief', 'PUT', `/users/${paul.id}/status`, body)).status, 400);
  t.deepEqual(told, []);
  t.is(await database('audit_log').first(), undefined);
  t.is((await call('chief', 'PUT', `/users/${boss.id}/status`, { status: 'suspended' })).status, 200);
  await accounts.erase(paul.id);
  t.is((await call('chief', 'PUT', `/users/${paul.id}/status`, { status: 'active' })).status, 404);
  t.like((await call('chief', 'GET', `/users/${paul.id}`)).body, { nom: '', status: 'deleted' });
});

each(
  'who is deleted is gone for good, with calls and recordings; his payments stay, and his subscription is ended at the next review',
  async (t, database) => {
    const { call, paul, chief, keys, folder, told } = await office(t, database);
    const history = new HistoryStore({ database, dataDir: folder, keys });
    const stored = async (userId: string) => {
      const record = callRecord({ userId });
      const path = recordingPath(folder, record.startedAt, record.id);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, 'RIFF');
      await history.store({ ...record, recording: { path, durationMs: 1, sampleRateHz: 16_000, channels: 2 } });
      return path;
    };
    const [gone, kept] = [await stored(paul.id), await stored(chief.id)];
    const billing = new BillingStore(database);
    const subscription = await billing.begin(paul.id, 'solo', 'manual');
    const line = { key: 'k', at: new Date(), amountMinor: 900, currency: 'EUR', status: 'paid' as const, providerRef: null };
    await billing.apply(subscription.id, null, { transactions: [line] });
    await new FaultNotices({ database, clock: systemClock }).occurred({ userId: paul.id, fault: 'no-ear', language: 'fr', cause: 'missing' });
    await call('chief', 'PUT', `/users/${paul.id}/status`, { status: 'suspended', reason: 'he asked for it' });
    const answer = await call('boss', 'PUT', `/users/${paul.id}/status`, { status: 'deleted', confirmEmail: 'HÉLÈNE@example.org' });
    t.like(answer, { status: 200, body: { userId: paul.id, nom: '', status: 'deleted' } });
    t.deepEqual(told.at(-1), { userId: paul.id, status: 'deleted' });
    t.false(existsSync(gone));
    t.true(existsSync(kept));
    for (const table of ['user_keys', 'fault_notices', 'calls']) t.is(await database(table).where({ user_id: paul.id }).first(), undefined, table);
    t.is((await database('recordings')).length, 1, 'that of somebody else');
    t.is((await billing.transactions(paul.id, { limit: 9 })).items.length, 1);
    t.deepEqual(
      (await billing.dueForReview('manual', 9)).map(({ id }) => id),
      [subscription.id],
    );
    const { items } = (await call('boss', 'GET', '/audit-log?action=user')).body;
    t.like(items[0], { action: 'user.erased', target: { kind: 'user', id: paul.id }, personal: null, from: '127.0.0.1' });
    t.is(items[1]?.personal, null, 'the reason is sealed with a key that is gone');
    t.like(await verifyAudit(database), { entries: 2, broken: null });
    t.is((await call('boss', 'PUT', `/users/${paul.id}/status`, { status: 'deleted', confirmEmail: '' })).status, 404);
    const late = await stored(paul.id);
    await eraseLeftOver({ database, keys, rooms: userErasures({ database, dataDir: folder, users: await testUsers(), clock: systemClock }) });
    t.false(existsSync(late), 'a talk that was up when he was deleted');
    for (const table of ['user_keys', 'calls']) t.is(await database(table).where({ user_id: paul.id }).first(), undefined, table);
    t.true(existsSync(kept));
    t.is((await database('calls')).length, 1);
  },
);

each('administrators see who has no second factor: an app that is not confirmed is none', async (t, database) => {
  const { call, chief, boss, paul } = await office(t, database);
  const app = (user_id: string, confirmed_at: string | null) => database('totp_secrets').insert({ user_id, sealed: 'x', confirmed_at, last_step: 0 });
  await app(chief.id, '2026-01-01T00:00:00.000Z');
  await app(boss.id, null);
  const passkey = { id: absent, user_id: paul.id, name: 'x', credential_id: 'x', public_key: 'x', counter: 0, transports: '[]', created_at: 'x' };
  await database('passkeys').insert(passkey);
  const { items } = (await call('helper', 'GET', '/users')).body;
  t.deepEqual(Object.fromEntries(items.map(({ nom, secondFactor }) => [nom, secondFactor])), {
    Chief: true,
    Boss: false,
    Helper: false,
    Hélène: true,
  });
  t.like((await call('helper', 'GET', `/users/${boss.id}`)).body, { secondFactor: false });
});
