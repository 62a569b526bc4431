import test, { type ExecutionContext } from 'ava';
import type { RepondeurError } from '../../../core/errors.ts';
import type { Database } from '../../../database/open.ts';
import { dayMs, testBilling } from '../../../testing/billing.ts';
import { temporaryDatabase } from '../../../testing/database.ts';
import { testGateway } from '../../../testing/gateway.ts';
import { StripeServer, stripeKey, stripeSigned, stripeWebhookSecret } from '../../../testing/stripe-server.ts';
import { providerSuite } from '../../contract.suite.ts';
import { type BillingServices, billingRoutes } from '../../routes.ts';

const settings = { billing: { provider: 'stripe' }, stripe: { secret_key: stripeKey, webhook_secret: stripeWebhookSecret } };
const seconds = (date: Date) => Math.floor(date.getTime() / 1000);

async function house(t: ExecutionContext, database: Database) {
  const stripe = await new StripeServer().start(t);
  const parts = await testBilling(database, settings, stripe.address);
  const { billing, clock } = parts;
  const gateway = await testGateway<BillingServices>(t, { routes: billingRoutes, services: parts.services });
  const deliver = async (event: unknown, options?: Parameters<typeof stripeSigned>[1], changed?: (payload: string) => string) => {
    const { payload, header } = stripeSigned(event, options);
    const answer = await fetch(`${gateway.url()}/webhooks/payment/status`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf-8', 'Stripe-Signature': header },
      body: changed ? changed(payload) : payload,
    });
    return answer.status;
  };
  const nextPeriod = (status: string) => {
    clock.pass(31 * dayMs);
    const now = seconds(clock.now());
    const subscription = stripe.subscription();
    subscription.status = status;
    for (const item of subscription.items.data) Object.assign(item, { current_period_start: now, current_period_end: now + 30 * 24 * 3600 });
    return stripe.event(status === 'canceled' ? 'customer.subscription.deleted' : 'customer.subscription.updated', subscription);
  };
  return {
    ...parts,
    stripe,
    deliver,
    post: (body: string, headers: Record<string, string>) =>
      fetch(`${gateway.url()}/webhooks/payment/status`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body }),
    lines: async () => (await billing.transactions(parts.userId, { limit: 20 })).items.map(({ status, amountMinor }) => [status, amountMinor]),
    pay: async () => {
      for (const event of stripe.pay(seconds(clock.now()))) t.is(await deliver(event), 200);
    },
    miss: async () => {
      const event = nextPeriod('past_due');
      t.is(await deliver(stripe.event('invoice.payment_failed', stripe.invoice({}))), 200);
      t.is(await deliver(event), 200);
    },
    passPeriod: async () => {
      t.is(await deliver(nextPeriod(stripe.subscription().cancel_at_period_end ? 'canceled' : 'active')), 200);
    },
  };
}

providerSuite(test, 'stripe', house);

const onSqlite = async (t: ExecutionContext) => await house(t, (await temporaryDatabase(t)).database);

test('events in any order, and each of them twice, come to the same', async (t) => {
  const orders = [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
  ];
  for (const order of orders) {
    const { billing, userId, stripe, deliver, lines, clock } = await onSqlite(t);
    await billing.choose(userId, 'solo');
    const events = stripe.pay(seconds(clock.now()));
    for (const at of [...order, ...order]) t.is(await deliver(events[at]), 200);
    t.like(await billing.subscription(userId), { status: 'active', planId: 'solo' });
    t.deepEqual(await lines(), [['paid', 900]]);
  }
});

test('all events at once, each three times, come to the same', async (t) => {
  const { billing, userId, stripe, deliver, lines, clock } = await onSqlite(t);
  await billing.choose(userId, 'solo');
  const events = stripe.pay(seconds(clock.now()));
  t.deepEqual(await Promise.all([...events, ...events, ...events].map((event) => deliver(event))), Array(9).fill(200));
  t.is((await billing.subscription(userId))?.status, 'active');
  t.deepEqual(await lines(), [['paid', 900]]);
});

test('who pays for something else at the same Stripe account, and says that it is for his plan, does not have the plan', async (t) => {
  const { billing, userId, stripe, deliver, clock, entitlements, pay } = await onSqlite(t);
  const { subscription } = await billing.choose(userId, 'team');
  const session = stripe.all<{ id: string; object: string; form: Record<string, string> }>('checkout.session').at(-1);
  const cheap = stripe.pay(seconds(clock.now()))[1];
  // As a payment link makes it: our id in the address of its page, and nothing in the metadata of what was bought.
  Object.assign(stripe.subscription(), {
    metadata: {},
    items: { object: 'list', data: [{ ...stripe.subscription().items.data[0], price: { id: 'price_mug' } }] },
  });
  Object.assign(session ?? {}, { status: 'open', subscription: null });
  const bought = (cheap as { data: { object: { client_reference_id: string } } }).data.object;
  t.is(bought.client_reference_id, subscription.id);
  t.is(await deliver(cheap), 200);
  t.is((await billing.subscription(userId))?.status, 'pending');
  t.is((await entitlements.limitsOf(userId)).minutes, 10, 'as who has not subscribed');
  await pay();
  t.like(await billing.subscription(userId), { status: 'active', planId: 'team' });
});

test('an old event about a subscription that has ended does not begin it again', async (t) => {
  const { billing, userId, stripe, deliver, clock } = await onSqlite(t);
  await billing.choose(userId, 'solo');
  const [created] = stripe.pay(seconds(clock.now()));
  stripe.subscription().status = 'canceled';
  t.is(await deliver(stripe.event('customer.subscription.deleted', stripe.subscription())), 200);
  t.is(await deliver(created), 200);
  t.is((await billing.subscription(userId))?.status, 'ended');
});

test('a webhook that was lost is made up for by asking', async (t) => {
  const { billing, userId, stripe, clock } = await onSqlite(t);
  await billing.choose(userId, 'solo');
  stripe.pay(seconds(clock.now()));
  clock.pass(2 * 60 * 60 * 1000);
  for (const subscription of await billing.due(10)) await billing.review(subscription);
  t.is((await billing.subscription(userId))?.status, 'active');
});

test('failed payments and refunds stand in the ledger, each once and by what was given back', async (t) => {
  const { pay, billing, userId, stripe, deliver, lines, audited } = await onSqlite(t);
  await billing.choose(userId, 'solo');
  await pay();
  const failed = stripe.invoice({ attempt_count: 1 });
  for (const invoice of [failed, failed, { ...failed, attempt_count: 2 }]) await deliver(stripe.event('invoice.payment_failed', invoice));
  const charge = { id: 'ch_1', object: 'charge', customer: stripe.subscription().customer, currency: 'eur' };
  const whole = stripe.event('charge.refunded', { ...charge, amount_refunded: 900 }, { amount_refunded: 200 });
  for (const event of [whole, stripe.event('charge.refunded', { ...charge, amount_refunded: 200 }, { amount_refunded: 0 }), whole])
    await deliver(event);
  t.deepEqual(await lines(), [
    ['refunded', -200],
    ['refunded', -700],
    ['failed', 900],
    ['failed', 900],
    ['paid', 900],
  ]);
  const entries = (await audited()).filter(({ action }) => action.startsWith('payment.'));
  t.deepEqual(entries.map(({ action, actor, details }) => [action, actor.kind, (details as { amountMinor: number }).amountMinor]).sort(), [
    ['payment.failed', 'system', 900],
    ['payment.failed', 'system', 900],
    ['payment.refunded', 'system', -200],
    ['payment.refunded', 'system', -700],
  ]);
});

const forged = test.macro({
  exec: async (t, reason: string, send: (parts: Awaited<ReturnType<typeof onSqlite>>, event: unknown) => Promise<number>) => {
    const parts = await onSqlite(t);
    const { billing, userId, stripe, clock, security } = parts;
    const told: unknown[] = [];
    security.on('webhook-forged', (event) => told.push(event));
    await billing.choose(userId, 'solo');
    const [, , paid] = stripe.pay(seconds(clock.now()));
    t.is(await send(parts, paid), 400);
    t.is((await billing.subscription(userId))?.status, 'pending');
    t.deepEqual((await billing.transactions(userId, { limit: 9 })).items, []);
    t.like(told, [{ provider: 'stripe', reason, address: '127.0.0.1' }]);
  },
  title: (title = '') => `a webhook is refused: ${title}`,
});

const now = () => Math.floor(Date.now() / 1000);
test('signed with another secret', forged, 'signature', ({ deliver }, event) => deliver(event, { secret: 'whsec_other' }));
test('changed after it was signed', forged, 'signature', ({ deliver }, event) => deliver(event, {}, (body) => body.replace('900', '901')));
test('with a space more', forged, 'signature', ({ deliver }, event) => deliver(event, {}, (body) => `${body} `));
test('older than five minutes', forged, 'replay', ({ deliver }, event) => deliver(event, { timestamp: now() - 301 }));
test('without a signature', forged, 'signature', async ({ post }, event) => (await post(JSON.stringify(event), {})).status);
test(
  'with half a signature',
  forged,
  'form',
  async ({ post }, event) => (await post(JSON.stringify(event), { 'Stripe-Signature': `t=${now()},v1=` })).status,
);
test('signed in an older scheme', forged, 'signature', async ({ post }, event) => {
  const { payload, header } = stripeSigned(event);
  return (await post(payload, { 'Stripe-Signature': header.replace('v1=', 'v0=') })).status;
});

test('events of others, and of kinds that say nothing to us, are taken and change nothing', async (t) => {
  const { billing, userId, stripe, deliver, pay } = await onSqlite(t);
  await billing.choose(userId, 'solo');
  await pay();
  const before = await billing.subscription(userId);
  const other = { ...stripe.subscription(), id: 'sub_other', customer: 'cus_other', metadata: {} };
  t.is(await deliver(stripe.event('customer.subscription.deleted', other)), 200);
  t.is(await deliver(stripe.event('product.created', { id: 'prod_1', object: 'product' })), 200);
  t.is((await billing.subscription(userId))?.status, before?.status);
});

test('a second subscription at Stripe does not change the first', async (t) => {
  const { billing, userId, stripe, deliver, pay } = await onSqlite(t);
  await billing.choose(userId, 'solo');
  await pay();
  const second = { ...stripe.subscription(), id: 'sub_second', status: 'canceled' };
  t.is(await deliver(stripe.event('customer.subscription.deleted', second)), 200);
  t.is((await billing.subscription(userId))?.status, 'active');
});

test('while Stripe is away a webhook is answered 503, so that it comes again, and then counts', async (t) => {
  const { billing, userId, stripe, deliver, lines, clock } = await onSqlite(t);
  await billing.choose(userId, 'solo');
  const [, , paid] = stripe.pay(seconds(clock.now()));
  stripe.down = true;
  t.is(await deliver(paid), 503);
  t.is((await t.throwsAsync<RepondeurError>(billing.choose(userId, 'team')))?.code, 'unavailable');
  stripe.down = false;
  t.is(await deliver(paid), 200);
  t.deepEqual(await lines(), [['paid', 900]]);
});

test('a user pays at Checkout and sees to his cards in the portal, as one customer for all his subscriptions', async (t) => {
  const { billing, userId, stripe, pay } = await onSqlite(t);
  const { checkoutUrl } = await billing.choose(userId, 'solo');
  t.regex(checkoutUrl ?? '', /^https:\/\/checkout\.stripe\.test\/c\/cs_/);
  await pay();
  t.regex(await billing.portalUrl(userId), /^https:\/\/billing\.stripe\.test\/p\/cus_/);
  const [page] = stripe.all('checkout.session');
  t.like(page?.form, {
    mode: 'subscription',
    'line_items[0][price]': 'price_solo',
    locale: 'fr',
    success_url: 'https://repondeur.example.org/account?checkout=done',
  });
  stripe.subscription().status = 'canceled';
  await billing.review((await billing.subscription(userId))!);
  await billing.choose(userId, 'team');
  t.is(stripe.all('customer').length, 1);
});

test('a change of plan is prorated by Stripe, at once', async (t) => {
  const { billing, userId, stripe, pay } = await onSqlite(t);
  await billing.choose(userId, 'solo');
  await pay();
  t.like((await billing.choose(userId, 'team')).subscription, { planId: 'team', nextPlanId: null });
  t.is(stripe.subscription().items.data[0]?.price.id, 'price_team');
});
