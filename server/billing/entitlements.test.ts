import test from 'ava';
import { HistoryStore } from '../history/store.ts';
import { testBilling } from '../testing/billing.ts';
import { callRecord } from '../testing/call-record.ts';
import { eachDatabase } from '../testing/each-database.ts';
import { userIdOf } from '../users/configured-users.ts';

const each = eachDatabase(test);

each('who has not subscribed has the plan that costs nothing: its calls at once and its minutes of this month', async (t, database) => {
  const { entitlements, usage, userId } = await testBilling(database);
  const history = new HistoryStore({ database, dataDir: '/' });
  const call = (id: string, startedAt: string, durationMs: number) =>
    history.store(callRecord({ id, switchCallId: id, userId, startedAt: new Date(startedAt), durationMs, recording: undefined }));
  t.is(await entitlements.callLimit(userId, 0), null);
  t.is(await entitlements.callLimit(userId, 1), 'concurrent-calls');
  await call('c1', '2026-10-31T23:59:00Z', 60 * 60_000);
  await call('c2', '2026-11-20T10:00:00Z', 9.5 * 60_000);
  t.is(await entitlements.callLimit(userId, 0), null);
  t.is((await usage.of(userId)).usedMinutes, 10);
  await call('c3', '2026-11-21T10:00:00Z', 30_000);
  t.is(await entitlements.callLimit(userId, 0), 'minutes');
  t.is(await entitlements.callLimit('01980000-0000-7000-8000-0000000000bb', 0), null, 'another user has his own');
});

each('without a plan that costs nothing, who has not paid has the voicemail alone', async (t, database) => {
  const { entitlements, userId } = await testBilling(database, {
    billing: { provider: 'manual' },
    plans: [{ id: 'solo', name: 'Solo', price: 900 }],
  });
  t.is(await entitlements.callLimit(userId, 0), 'concurrent-calls');
  t.is((await entitlements.limitsOf(userId)).numbers, 0);
});

each('people of the settings need no subscription, but for those who are to pay', async (t, database) => {
  const [office, tenant] = ['cabinet@example.org', 'tenant@example.org'];
  const users = [
    { name: 'Cabinet', email: office, numbers: ['+33199001234'] },
    { name: 'Tenant', email: tenant, numbers: ['+33199001235'], pays: true },
  ];
  const plans = [{ id: 'solo', name: 'Solo', price: 900 }];
  const { entitlements } = await testBilling(database, { billing: { provider: 'manual' }, users, plans });
  t.is(await entitlements.callLimit(userIdOf(office), 9), null);
  t.is(await entitlements.callLimit(userIdOf(tenant), 0), 'concurrent-calls');
});

each('where nobody pays nothing is counted', async (t, database) => {
  const { entitlements, userId } = await testBilling(database, {});
  t.is(await entitlements.callLimit(userId, 1000), null);
  t.deepEqual(await entitlements.limitsOf(userId), { numbers: null, minutes: null, concurrentCalls: null, retentionDays: null });
});

each('minutes are those of the period that is paid, and begin anew with the next', async (t, database) => {
  const { billing, entitlements, invoices, invoicePayment, userId, clock } = await testBilling(database);
  const history = new HistoryStore({ database, dataDir: '/' });
  await billing.choose(userId, 'solo');
  const [invoice] = (await invoices.list({ limit: 1 })).items;
  await invoicePayment?.markPaid({ invoiceId: invoice?.id ?? '', paidAt: clock.now(), reference: null, by: { userId: 'admin' } });
  const id = 'c1';
  await history.store(callRecord({ id, switchCallId: id, userId, startedAt: clock.now(), durationMs: 300 * 60_000, recording: undefined }));
  t.is(await entitlements.callLimit(userId, 0), 'minutes');
  clock.pass(31 * 24 * 60 * 60_000);
  t.is(await entitlements.callLimit(userId, 0), null, 'the grace period has minutes of its own');
});
