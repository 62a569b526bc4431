import test from 'ava';
import type { RepondeurError } from '../../../core/errors.ts';
import type { Database } from '../../../database/open.ts';
import { dayMs, testBilling } from '../../../testing/billing.ts';
import { eachDatabase } from '../../../testing/each-database.ts';

const each = eachDatabase(test);
const admin = '01980000-0000-7000-8000-00000000000f';

async function house(database: Database) {
  const parts = await testBilling(database);
  const { billing, invoices, invoicePayment, userId, clock } = parts;
  const open = async () => (await invoices.list({ limit: 10, userId, status: 'open' })).items;
  return {
    ...parts,
    open,
    review: async () => {
      for (const subscription of await billing.due(10)) await billing.review(subscription);
    },
    pay: async () => {
      const [invoice] = await open();
      return await invoicePayment?.markPaid({ invoiceId: invoice?.id ?? '', paidAt: clock.now(), reference: 'VIR 1', by: { userId: admin } });
    },
    status: async () => (await billing.subscription(userId))?.status,
  };
}

each('the first payment begins the plan', async (t, database) => {
  const { billing, userId, entitlements, open, pay, status, audited } = await house(database);
  const { subscription, checkoutUrl } = await billing.choose(userId, 'solo');
  t.is(subscription.status, 'pending');
  t.is(checkoutUrl, null);
  t.is((await entitlements.limitsOf(userId)).minutes, 10, 'the plan that costs nothing until then');
  t.is((await open()).length, 1);
  t.is((await pay())?.number, '2026-00001');
  t.is(await status(), 'active');
  t.is((await entitlements.limitsOf(userId)).minutes, 300);
  t.deepEqual(
    (await audited()).map(({ action, actor, target }) => [action, actor.id, target?.id]),
    [
      ['invoice.marked-paid', admin, userId],
      ['subscription.plan-changed', admin, userId],
    ],
  );
});

each('subscribing again before it is paid gives the same invoice, and another plan a new one in its place', async (t, database) => {
  const { billing, userId, open, invoices } = await house(database);
  await Promise.all([billing.choose(userId, 'solo'), billing.choose(userId, 'solo')]);
  t.is((await open()).length, 1);
  t.is((await billing.choose(userId, 'team')).subscription.planId, 'team');
  t.deepEqual(
    (await open()).map(({ planId, number }) => [planId, number]),
    [['team', '2026-00002']],
  );
  t.is((await invoices.list({ limit: 9, status: 'void' })).items.length, 1);
  t.is((await database('outbox').where({ kind: 'invoice-email' })).length, 2);
});

each('an invoice is paid once, and the ledger says so once', async (t, database) => {
  const { billing, userId, open, invoicePayment, clock } = await house(database);
  await billing.choose(userId, 'solo');
  const [invoice] = await open();
  const pay = () => invoicePayment!.markPaid({ invoiceId: invoice!.id, paidAt: clock.now(), reference: null, by: { userId: admin } });
  const results = await Promise.allSettled([pay(), pay()]);
  t.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  t.is((await t.throwsAsync<RepondeurError>(pay()))?.code, 'conflict');
  const { items } = await billing.transactions(userId, { limit: 9 });
  t.deepEqual(
    items.map(({ amountMinor, currency, status }) => [amountMinor, currency, status]),
    [[900, 'EUR', 'paid']],
  );
  t.is(
    (await t.throwsAsync<RepondeurError>(invoicePayment!.markPaid({ invoiceId: 'x', paidAt: clock.now(), reference: null, by: { userId: admin } })))
      ?.code,
    'not-found',
  );
});

each('nobody marks his own invoice as paid, unless he is the only one who may; the audit log says that it was his own', async (t, database) => {
  const { billing, userId, accounts, open, invoicePayment, audited } = await house(database);
  await billing.choose(userId, 'solo');
  const [invoice] = await open();
  const pay = () => invoicePayment!.markPaid({ invoiceId: invoice!.id, reference: null, by: { userId } });
  await accounts.setRoles(userId, ['user', 'admin']);
  const { id: chief } = await accounts.create({ name: 'Chief', email: 'chief@example.org', roles: ['user', 'super_admin'] });
  await accounts.create({ name: 'Helper', email: 'helper@example.org', roles: ['user', 'support'] });
  t.is((await t.throwsAsync<RepondeurError>(pay()))?.code, 'forbidden');
  t.is((await open()).length, 1);
  t.deepEqual([(await billing.transactions(userId, { limit: 9 })).items, await audited()], [[], []]);
  await accounts.setStatus(chief, 'suspended');
  t.not((await pay()).paidAt, null);
  t.like((await audited())[0], {
    action: 'invoice.marked-paid',
    actor: { kind: 'user', id: userId },
    details: { invoiceId: invoice!.id, own: true },
  });
});

each('a week before the end the next invoice goes out, and paid in time the plan goes on', async (t, database) => {
  const { billing, userId, open, pay, review, status, clock } = await house(database);
  await billing.choose(userId, 'solo');
  await pay();
  clock.pass(20 * dayMs);
  await review();
  t.is((await open()).length, 0);
  clock.pass(4 * dayMs);
  await review();
  await review();
  t.is((await open()).length, 1);
  const next = await pay();
  t.deepEqual(next?.periodStart?.toISOString().slice(0, 10), '2026-12-22');
  clock.pass(10 * dayMs);
  await review();
  t.is(await status(), 'active');
  t.is((await billing.subscription(userId))?.periodEnd?.toISOString().slice(0, 10), '2027-01-22');
});

each('a late payment has a grace period, then the limits of those who have not subscribed', async (t, database) => {
  const { billing, userId, pay, review, status, clock, entitlements } = await house(database);
  await billing.choose(userId, 'solo');
  await pay();
  clock.pass(25 * dayMs);
  await review();
  clock.pass(6 * dayMs);
  await review();
  t.is(await status(), 'past-due');
  t.is((await entitlements.limitsOf(userId)).minutes, 300);
  clock.pass(8 * dayMs);
  t.is((await entitlements.limitsOf(userId)).minutes, 10);
  await pay();
  t.is(await status(), 'active');
  t.is((await entitlements.limitsOf(userId)).minutes, 300);
});

each('cancelled, it goes on to the end of what is paid; and that can be taken back until then', async (t, database) => {
  const { billing, userId, pay, review, status, clock, entitlements, open } = await house(database);
  await billing.choose(userId, 'solo');
  await pay();
  clock.pass(25 * dayMs);
  await review();
  t.true((await billing.setCancellation(userId, true)).cancelAtPeriodEnd);
  t.is((await open()).length, 0, 'the next invoice is void');
  t.is((await entitlements.limitsOf(userId)).minutes, 300);
  t.false((await billing.setCancellation(userId, false)).cancelAtPeriodEnd);
  t.is((await open()).length, 1);
  await billing.setCancellation(userId, true);
  clock.pass(6 * dayMs);
  await review();
  t.is(await status(), 'ended');
  t.is((await entitlements.limitsOf(userId)).minutes, 10);
});

each('what is not paid yet ends at once when it is cancelled', async (t, database) => {
  const { billing, userId, status, open } = await house(database);
  await billing.choose(userId, 'solo');
  await billing.setCancellation(userId, true);
  t.is(await status(), 'ended');
  t.is((await open()).length, 0);
  t.is((await t.throwsAsync<RepondeurError>(billing.setCancellation(userId, true)))?.code, 'not-found');
  await billing.choose(userId, 'solo');
  t.is(await status(), 'pending');
});

each('another plan comes with the next period', async (t, database) => {
  const { billing, userId, pay, review, clock, open, audited } = await house(database);
  await billing.choose(userId, 'solo');
  await pay();
  const { subscription } = await billing.choose(userId, 'team');
  t.deepEqual([subscription.planId, subscription.nextPlanId], ['solo', 'team']);
  clock.pass(25 * dayMs);
  await review();
  t.is((await open())[0]?.amountMinor, 2900);
  await pay();
  clock.pass(7 * dayMs);
  await review();
  t.like(await billing.subscription(userId), { planId: 'team', nextPlanId: null, status: 'active' });
  const last = (await audited()).at(-1);
  t.like(last, { actor: { kind: 'system' }, details: { before: { plan: 'solo' }, after: { plan: 'team' }, cause: 'provider' } });
});

each('the subscription of a user who is gone ends', async (t, database) => {
  const { billing, userId, accounts, pay, review, status, clock } = await house(database);
  await billing.choose(userId, 'solo');
  await pay();
  await accounts.erase(userId);
  clock.pass(25 * dayMs);
  await review();
  t.is(await status(), 'ended');
});
