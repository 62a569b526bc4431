import test from 'ava';
import { systemClock } from '../../core/clock.ts';
import { HistoryStore } from '../../history/store.ts';
import { callRecord } from '../../testing/call-record.ts';
import { eachDatabase } from '../../testing/each-database.ts';
import { principal, signedIn, testGateway } from '../../testing/gateway.ts';
import { AccountStore } from '../../users/account-store.ts';
import { type StateServices, stateRoutes } from './routes.ts';
import { SystemState } from './system-state.ts';

const each = eachDatabase(test);

each('support sees the state of each part and the figures of users and calls; a user does not', async (t, database) => {
  const accounts = new AccountStore(database);
  await accounts.create({ name: 'Julie', email: 'julie@example.org' });
  const paul = await accounts.create({ name: 'Paul', email: 'paul@example.org' });
  await accounts.setStatus(paul.id, 'suspended');
  const history = new HistoryStore({ database, dataDir: '/' });
  const call = (id: string, startedAt: Date) =>
    history.store({ ...callRecord(), id, switchCallId: id, startedAt, endedAt: startedAt, outcome: 'message-taken' });
  await call('01980000-0000-7000-8000-000000000011', new Date());
  await call('01980000-0000-7000-8000-000000000012', new Date(Date.now() - 25 * 3_600_000));
  const health = () => ({ telephony: { ready: true }, mind: { ready: true, degraded: true, reason: 'rules stand in' } });
  const server = await testGateway<StateServices>(t, {
    routes: stateRoutes,
    services: { systemState: new SystemState({ database, clock: systemClock, health, activeCalls: () => 3, version: '1.2.3' }) },
    authenticator: signedIn({ helper: principal({ roles: ['support'] }), julie: principal() }),
  });
  const get = (path: string, who = 'helper') => fetch(`${server.url()}/api/v1/admin/${path}`, { headers: { Authorization: `Bearer ${who}` } });
  t.deepEqual(await (await get('system-health')).json(), {
    status: 'degraded',
    parts: [
      { name: 'telephony', state: 'ok', reason: null },
      { name: 'mind', state: 'degraded', reason: 'rules stand in' },
    ],
  });
  const figures = (await (await get('system-figures')).json()) as { users: object; callsInADay: object };
  t.like(figures, { version: '1.2.3', activeCalls: 3 });
  t.deepEqual(figures.users, { active: 1, suspended: 1, deleted: 0 });
  t.like(figures.callsInADay, { 'message-taken': 1, failed: 0 });
  for (const path of ['system-health', 'system-figures']) t.is((await get(path, 'julie')).status, 403);
});
