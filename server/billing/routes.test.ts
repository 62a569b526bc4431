import test, { type ExecutionContext } from 'ava';
import { IdempotencyStore } from '../http/idempotency/store.ts';
import { dayMs, testBilling } from '../testing/billing.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { principal, signedIn, testGateway } from '../testing/gateway.ts';
import { type InvoiceServices, invoiceRoutes } from './invoices/routes.ts';
import { type BillingServices, billingRoutes } from './routes.ts';

const admin = '01980000-0000-7000-8000-00000000000f';

async function house(t: ExecutionContext, changes?: Record<string, unknown>) {
  const { database } = await temporaryDatabase(t);
  const parts = await testBilling(database, changes);
  const { services, userId } = parts;
  const server = await testGateway<BillingServices & InvoiceServices>(t, {
    routes: [...billingRoutes, ...invoiceRoutes],
    services,
    authenticator: signedIn({
      julie: principal({ userId }),
      bob: principal({ userId: '01980000-0000-7000-8000-0000000000bb' }),
      reader: principal({ userId, scopes: ['subscription:read'] }),
      admin: principal({ userId: admin, roles: ['admin'] }),
    }),
    idempotencyKeys: new IdempotencyStore(database, parts.keys),
  });
  const call = async (method: string, path: string, body?: object, who: string | null = 'julie', headers: Record<string, string> = {}) => {
    const answer = await fetch(`${server.url()}${path}`, {
      method,
      headers: { ...(who && { Authorization: `Bearer ${who}` }), ...(body && { 'Content-Type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: any JSON.
    return { status: answer.status, body: (await answer.json()) as any };
  };
  return { ...parts, database, call };
}

const mine = '/api/v1/users/me/subscription';

test('where nobody pays, everything is allowed and there is nothing to subscribe to', async (t) => {
  const { call } = await house(t, {});
  t.like((await call('GET', mine)).body, { provider: 'none', status: 'none', plan: null, limits: { minutes: null, concurrentCalls: null } });
  t.is((await call('POST', mine, { plan: 'solo' })).status, 409);
  t.is((await call('POST', mine, { cancelAtPeriodEnd: true })).status, 409);
  t.is((await call('POST', '/webhooks/payment/status', { id: 'evt_1' }, null)).status, 404);
});

test('plans are there for everybody, with their price and limits', async (t) => {
  const { call } = await house(t);
  const { status, body } = await call('GET', '/api/v1/plans', undefined, null);
  t.is(status, 200);
  t.deepEqual(body.items[1], {
    id: 'solo',
    name: 'Solo',
    price: { amountMinor: 900, currency: 'EUR', period: 'month' },
    limits: { numbers: 1, minutes: 300, concurrentCalls: 1, retentionDays: 90 },
  });
});

test('from subscribing to paying, by the API alone', async (t) => {
  const { call } = await house(t);
  t.like((await call('GET', mine)).body, { status: 'none', limits: { minutes: 10 }, usage: { minutes: 0 } });
  t.like((await call('POST', mine, { plan: 'solo' })).body, { status: 'pending', plan: 'solo', checkoutUrl: null });
  const { items } = (await call('GET', '/api/v1/admin/invoices?status=open', undefined, 'admin')).body;
  t.like(items[0], { number: '2026-00001', plan: 'solo', amountMinor: 900, status: 'open' });
  const paid = await call('POST', `/api/v1/admin/invoices/${items[0].id}/payment`, { reference: 'VIR 42' }, 'admin');
  t.is(paid.status, 200);
  t.like((await call('GET', mine)).body, { status: 'active', plan: 'solo', limits: { minutes: 300 } });
  t.like((await call('GET', '/api/v1/users/me/payments')).body.items[0], {
    amountMinor: 900,
    currency: 'EUR',
    status: 'paid',
    providerReference: 'VIR 42',
  });
  t.like((await call('GET', '/api/v1/users/me/invoices')).body.items[0], { status: 'paid' });
  t.is((await call('POST', `/api/v1/admin/invoices/${items[0].id}/payment`, {}, 'admin')).status, 409);
  t.like((await call('POST', mine, { cancelAtPeriodEnd: true })).body, { status: 'active', cancelAtPeriodEnd: true });
});

test('the audit log says who changed a subscription and where from, and a change without its entry is none', async (t) => {
  const { call, database, audited, userId } = await house(t);
  await call('POST', mine, { plan: 'solo' });
  const [invoice] = (await call('GET', '/api/v1/users/me/invoices')).body.items;
  const pay = () => call('POST', `/api/v1/admin/invoices/${invoice.id}/payment`, {}, 'admin');
  await database.raw("create trigger full before insert on audit_log begin select raise(abort, 'full'); end");
  t.is((await pay()).status, 500);
  t.like((await call('GET', mine)).body, { status: 'pending' });
  t.deepEqual((await call('GET', '/api/v1/users/me/payments')).body.items, []);
  await database.raw('drop trigger full');
  t.is((await pay()).status, 200);
  t.is((await call('POST', mine, { cancelAtPeriodEnd: true })).status, 200);
  t.deepEqual(
    (await audited()).map(({ action, actor, from }) => [action, actor.id, from]),
    [
      // The test's administrator has no account, and so no key.
      ['invoice.marked-paid', admin, '127.0.0.0/24'],
      ['subscription.plan-changed', admin, '127.0.0.0/24'],
      ['subscription.cancelled', userId, '127.0.0.1'],
    ],
  );
});

test('money comes neither before the invoice nor in the future', async (t) => {
  const { call, clock } = await house(t);
  await call('POST', mine, { plan: 'solo' });
  const [invoice] = (await call('GET', '/api/v1/users/me/invoices')).body.items;
  const pay = (ms: number) =>
    call('POST', `/api/v1/admin/invoices/${invoice.id}/payment`, { paidAt: new Date(clock.nowMs() + ms).toISOString() }, 'admin');
  for (const days of [1, 365, -2, -3650]) t.is((await pay(days * dayMs)).status, 400, `${days} days`);
  t.like((await call('GET', mine)).body, { status: 'pending' });
  clock.pass(10 * dayMs);
  t.is((await pay(-3 * dayMs)).status, 200);
});

test('another user sees nothing of it, and marks nothing as paid', async (t) => {
  const { call } = await house(t);
  await call('POST', mine, { plan: 'solo' });
  t.like((await call('GET', mine, undefined, 'bob')).body, { status: 'none', plan: null });
  t.deepEqual((await call('GET', '/api/v1/users/me/invoices', undefined, 'bob')).body.items, []);
  const [invoice] = (await call('GET', '/api/v1/users/me/invoices')).body.items;
  t.is((await call('POST', `/api/v1/admin/invoices/${invoice.id}/payment`, {})).status, 403);
  t.is((await call('GET', '/api/v1/admin/invoices')).status, 403);
  t.is((await call('POST', mine, { plan: 'team' }, 'reader')).status, 403);
  t.is((await call('GET', mine, undefined, null)).status, 401);
  t.is((await call('POST', `/api/v1/admin/invoices/${admin}/payment`, {}, 'admin')).status, 404);
});

test('the same key gives the same answer, and one subscription', async (t) => {
  const { call, invoices } = await house(t);
  const once = () => call('POST', mine, { plan: 'solo' }, 'julie', { 'Idempotency-Key': 'k-1' });
  t.deepEqual((await once()).body, (await once()).body);
  t.is((await invoices.list({ limit: 9 })).items.length, 1);
});

for (const body of [
  {},
  { plan: 'no-such-plan' },
  { plan: 'free' },
  { plan: '' },
  { plan: "' OR 1=1 --" },
  { plan: 'solo', cancelAtPeriodEnd: true },
  { plan: 'solo', price: 0 },
  { cancelAtPeriodEnd: 'yes' },
]) {
  test(`no change of a subscription: ${JSON.stringify(body)}`, async (t) => {
    const { call } = await house(t);
    t.is((await call('POST', mine, body)).status, 400);
    t.like((await call('GET', mine)).body, { status: 'none' });
  });
}

test('there is nothing to cancel, and no portal, without a subscription', async (t) => {
  const { call } = await house(t);
  t.is((await call('POST', mine, { cancelAtPeriodEnd: true })).status, 404);
  t.is((await call('POST', `${mine}/portal`)).status, 404);
});
