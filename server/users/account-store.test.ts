import test from 'ava';
import type { RepondeurError } from '../core/errors.ts';
import { silentLogger } from '../core/logger.ts';
import { type Database, openDatabase } from '../database/open.ts';
import { newMasterKey } from '../database/secrets/master-keys.ts';
import { UserKeys } from '../database/secrets/user-keys.ts';
import { eachDatabase } from '../testing/each-database.ts';
import { startTestPostgres } from '../testing/postgres.ts';
import { until } from '../testing/until.ts';
import { testUsers } from '../testing/users.ts';
import { AccountStore } from './account-store.ts';
import type { ConfiguredAccount } from './accounts.ts';
import { userIdOf } from './configured-users.ts';
import { eraseUser } from './erase.ts';

const each = eachDatabase(test);
const julie = { name: 'Julie Lefèvre', email: 'Julie@Example.org' };
const office: ConfiguredAccount = {
  id: '0d9c6a5e-0000-5000-8000-000000000001',
  name: 'Office',
  email: 'office@example.org',
  language: 'en',
  timeZone: 'Europe/London',
};

function storeOf(database: Database) {
  const time = { nowMs: Date.parse('2026-11-22T10:00:00Z') };
  // Each look at the clock is a second later, so that the order of making is known.
  const clock = { nowMs: () => time.nowMs, now: () => new Date((time.nowMs += 1000)), sleep: async () => {} };
  return new AccountStore(database, clock);
}

each('an account comes back as it was made, by its address in any case', async (t, database) => {
  const accounts = storeOf(database);
  const made = await accounts.create({ ...julie, roles: ['user', 'admin', 'user'] });
  t.like(made, { ...julie, status: 'active', language: 'fr', timeZone: 'Europe/Paris' });
  const found = await accounts.byEmail(' jULIE@example.ORG ');
  t.deepEqual({ ...found, roles: found?.roles.toSorted() }, { ...made, roles: ['admin', 'user'] });
  t.deepEqual((await accounts.byId(made.id))?.createdAt, made.createdAt);
  t.is(await accounts.byId('nobody'), null);
});

each('an address has one account, also when two register at once', async (t, database) => {
  const accounts = storeOf(database);
  const results = await Promise.allSettled([accounts.create(julie), accounts.create({ ...julie, email: 'JULIE@example.org' })]);
  t.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const error = results.find((result) => result.status === 'rejected')?.reason as RepondeurError;
  t.is(error.code, 'conflict');
  t.is((await database('users')).length, 1);
});

each('a write that joins a transaction goes with it', async (t, database) => {
  const accounts = storeOf(database);
  await t.throwsAsync(
    database.transaction(async (transaction) => {
      await accounts.create(julie, transaction);
      throw new Error('no');
    }),
  );
  t.is(await accounts.byEmail(julie.email), null);
});

each('the list has pages, the newest first, and finds parts of names and addresses without accents', async (t, database) => {
  const accounts = storeOf(database);
  for (const name of ['Ann', 'Bob', 'Hélène', '100% _Zoé'])
    await accounts.create({ name, email: `${name.normalize('NFD').replaceAll(/[^a-z]/gi, '')}@example.org` });
  const first = await accounts.list({ limit: 3 });
  t.deepEqual(
    first.items.map(({ name }) => name),
    ['100% _Zoé', 'Hélène', 'Bob'],
  );
  const second = await accounts.list({ limit: 3, cursor: first.nextCursor ?? '' });
  t.deepEqual([second.items.map(({ name }) => name), second.nextCursor], [['Ann'], null]);
  const found = async (search: string) => (await accounts.list({ limit: 10, search })).items.map(({ name }) => name);
  t.deepEqual(await found('helene'), ['Hélène']);
  t.deepEqual(await found('HÉL'), ['Hélène']);
  t.deepEqual(await found('bob@'), ['Bob']);
  t.deepEqual(await found('%'), ['100% _Zoé']);
  t.deepEqual(await found('_'), ['100% _Zoé']);
  t.deepEqual(await found("'; DROP TABLE users; --"), []);
});

each('the list can be held to a status or a role', async (t, database) => {
  const accounts = storeOf(database);
  const ann = await accounts.create({ name: 'Ann', email: 'ann@example.org', roles: ['user', 'support'] });
  await accounts.create({ name: 'Bob', email: 'bob@example.org' });
  await accounts.setStatus(ann.id, 'suspended');
  t.deepEqual(
    (await accounts.list({ limit: 9, status: 'suspended' })).items.map(({ name }) => name),
    ['Ann'],
  );
  t.deepEqual(
    (await accounts.list({ limit: 9, role: 'user' })).items.map(({ name }) => name),
    ['Bob', 'Ann'],
  );
  t.deepEqual((await accounts.list({ limit: 9, role: 'support', status: 'active' })).items, []);
  t.false(await accounts.anyWithRole(['support']));
});

each('what is changed stays, and what is not changed too', async (t, database) => {
  const accounts = storeOf(database);
  const made = await accounts.create(julie);
  const changed = await accounts.update(made.id, { name: 'Julie L.' });
  t.deepEqual({ ...changed, updatedAt: made.updatedAt }, { ...made, name: 'Julie L.' });
  t.true(changed.updatedAt > made.updatedAt);
  t.deepEqual((await accounts.setRoles(made.id, ['support'])).roles, ['support']);
  await accounts.create({ name: 'Bob', email: 'bob@example.org' });
  t.is((await t.throwsAsync<RepondeurError>(accounts.update(made.id, { email: 'BOB@example.org' })))?.code, 'conflict');
  t.is((await t.throwsAsync<RepondeurError>(accounts.update('nobody', { name: 'x' })))?.code, 'not-found');
});

each('a deleted account has no name or address any more, frees the address and never comes back', async (t, database) => {
  const accounts = storeOf(database);
  const { id } = await accounts.create(julie);
  await accounts.erase(id);
  t.like(await accounts.byId(id), { status: 'deleted', name: '' });
  t.is(await accounts.byEmail(julie.email), null);
  t.false(
    JSON.stringify(await database('users'))
      .toLowerCase()
      .includes('julie'),
  );
  t.is((await t.throwsAsync<RepondeurError>(accounts.setStatus(id, 'active')))?.code, 'not-found');
  t.not((await accounts.create(julie)).id, id);
});

each('people of the settings are taken over once, keep their own changes, and follow the settings when these change', async (t, database) => {
  const accounts = storeOf(database);
  await accounts.importConfigured([office]);
  t.like(await accounts.byId(office.id), { ...office, status: 'active', roles: ['user'] });
  await accounts.update(office.id, { name: 'The Office' });
  await accounts.setRoles(office.id, ['super_admin']);
  await accounts.importConfigured([office]);
  t.like(await accounts.byId(office.id), { name: 'The Office', roles: ['super_admin'] });
  await accounts.importConfigured([{ ...office, name: 'New Office' }]);
  t.like(await accounts.byId(office.id), { name: 'New Office', roles: ['super_admin'] });
  await accounts.erase(office.id);
  await accounts.importConfigured([office]);
  t.is((await accounts.byId(office.id))?.status, 'deleted');
});

each('an address of the settings that has registered by itself keeps its account', async (t, database) => {
  const accounts = storeOf(database);
  const own = await accounts.create({ name: 'Me', email: 'OFFICE@example.org' });
  t.deepEqual([...(await accounts.importConfigured([office]))], [], 'somebody else may have used the address, until it is verified');
  await database('credentials').insert({ user_id: own.id, email_verified_at: '2026-11-22T10:00:00.000Z' });
  t.deepEqual([...(await accounts.importConfigured([office]))], [[office.id, own.id]]);
  t.is((await accounts.byEmail(office.email))?.id, own.id);
  t.is(await accounts.byId(office.id), null);
  const users = await testUsers({ email: office.email });
  await users.join(accounts);
  await users.join(accounts);
  t.is(users.all()[0]?.id, own.id);
  t.is(users.byId(userIdOf(office.email))?.id, own.id, 'by the id that was written down before');
  const keys = new UserKeys(database, [newMasterKey()]);
  await keys.cipherOf(userIdOf(office.email));
  await eraseUser({ database, accounts, keys }, own.id);
  t.deepEqual(await database('user_keys'), []);
});

each('deleting an account makes unreadable what was sealed for it, and only that', async (t, database) => {
  const accounts = storeOf(database);
  const keys = new UserKeys(database, [newMasterKey()]);
  const [gone, other] = [await accounts.create(julie), await accounts.create({ name: 'Bob', email: 'bob@example.org' })];
  const sealed = (await keys.cipherOf(gone.id)).seal('x', 'p');
  const kept = (await keys.cipherOf(other.id)).seal('y', 'p');
  await eraseUser({ database, accounts, keys }, gone.id);
  t.is((await keys.cipherOf(gone.id)).open(sealed, 'p'), null);
  t.is((await keys.cipherOf(other.id)).open(kept, 'p'), 'y');
  t.is((await t.throwsAsync<RepondeurError>(eraseUser({ database, accounts, keys }, 'nobody')))?.code, 'not-found');
});

each('of two who take the same address at once one gets it, and the other is told', async (t, database) => {
  const accounts = storeOf(database);
  const [one, two] = [await accounts.create(julie), await accounts.create({ name: 'Bob', email: 'bob@example.org' })];
  const tries = await Promise.allSettled([one, two].map(({ id }) => accounts.update(id, { email: 'new@example.org' })));
  const refused = tries.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
  t.deepEqual(refused, ['conflict']);
});

test('a change that waits for another keeps what that has written (PostgreSQL)', async (t) => {
  const postgres = await startTestPostgres();
  t.teardown(() => postgres.stop());
  const database = await openDatabase({ ...(await postgres.newDatabase()), logger: silentLogger });
  t.teardown(() => database.destroy());
  const accounts = storeOf(database);
  const { id } = await accounts.create(julie);
  let renamed: Promise<unknown> | undefined;
  await database.transaction(async (transaction) => {
    await accounts.update(id, { email: 'new@example.org' }, transaction);
    renamed = accounts.update(id, { name: 'Julie' });
    await until('the second change to wait', async () => (await database('pg_stat_activity').where({ wait_event_type: 'Lock' })).length === 1);
  });
  await renamed;
  t.like(await accounts.byId(id), { name: 'Julie', email: 'new@example.org' });
  let late: Promise<unknown> | undefined;
  await database.transaction(async (transaction) => {
    await accounts.erase(id, transaction);
    late = t.throwsAsync(accounts.update(id, { name: 'Julie Lefèvre' }), { message: /no such account/ });
    await until('the change to wait', async () => (await database('pg_stat_activity').where({ wait_event_type: 'Lock' })).length === 1);
  });
  await late;
  t.like(await accounts.byId(id), { name: '', status: 'deleted' });
});
