import type { ExecutionContext, TestFn } from 'ava';
import type { Database } from '../database/open.ts';
import { dayMs, type testBilling } from '../testing/billing.ts';
import { eachDatabase } from '../testing/each-database.ts';

/** A box whose users pay by one provider, and the user's hand on his purse. */
export interface PaidHouse extends Awaited<ReturnType<typeof testBilling>> {
  /** The user pays what is open; the provider tells. */
  pay(): Promise<void>;
  /** The period ends and its renewal is not paid; the provider tells. */
  miss(): Promise<void>;
  /** The period ends; the provider tells. */
  passPeriod(): Promise<void>;
}

/** What every payment provider has to keep, on both databases. */
export function providerSuite(test: TestFn, name: string, house: (t: ExecutionContext, database: Database) => Promise<PaidHouse>): void {
  const each = eachDatabase(test);
  const status = async ({ billing, userId }: PaidHouse) => (await billing.subscription(userId))?.status;

  each(`${name}: a subscription is pending until it is paid, then its plan holds`, async (t, database) => {
    const paid = await house(t, database);
    const { billing, userId, entitlements, audited } = paid;
    t.like((await billing.choose(userId, 'solo')).subscription, { status: 'pending', planId: 'solo', provider: name });
    t.is((await entitlements.limitsOf(userId)).minutes, 10);
    await paid.pay();
    t.like(await billing.subscription(userId), { status: 'active', planId: 'solo' });
    t.is((await entitlements.limitsOf(userId)).minutes, 300);
    const { items } = await billing.transactions(userId, { limit: 9 });
    t.deepEqual(
      items.map((line) => [line.amountMinor, line.currency, line.status]),
      [[900, 'EUR', 'paid']],
    );
    const entry = (await audited()).find(({ action }) => action === 'subscription.plan-changed');
    t.like(entry, { target: { kind: 'user', id: userId }, details: { before: { plan: null }, after: { plan: 'solo' } } });
  });

  each(`${name}: asking twice for the same plan begins one thing, and gives it twice`, async (t, database) => {
    const { billing, userId } = await house(t, database);
    const [one, two] = await Promise.all([billing.choose(userId, 'solo'), billing.choose(userId, 'solo')]);
    const three = await billing.choose(userId, 'solo');
    t.is(one.subscription.id, two.subscription.id);
    t.is(one.checkoutUrl, two.checkoutUrl);
    t.is(one.checkoutUrl, three.checkoutUrl);
    t.is((await database('subscriptions')).length, 1);
  });

  each(`${name}: another plan may be chosen before paying`, async (t, database) => {
    const paid = await house(t, database);
    const { billing, userId } = paid;
    await billing.choose(userId, 'solo');
    await billing.choose(userId, 'team');
    await paid.pay();
    t.like(await billing.subscription(userId), { status: 'active', planId: 'team' });
  });

  each(`${name}: the status can be asked at any time, and asking changes nothing`, async (t, database) => {
    const paid = await house(t, database);
    const { billing, userId } = paid;
    await billing.choose(userId, 'solo');
    const ask = async () => await billing.review((await billing.subscription(userId))!);
    t.is((await ask()).status, 'pending');
    await paid.pay();
    const { updatedAt: _, ...before } = await ask();
    t.like(await ask(), before);
    t.is(before.status, 'active');
  });

  each(`${name}: another plan is changed to now or with the next period`, async (t, database) => {
    const paid = await house(t, database);
    const { billing, userId } = paid;
    await billing.choose(userId, 'solo');
    await paid.pay();
    const { subscription, checkoutUrl } = await billing.choose(userId, 'team');
    t.is(subscription.nextPlanId ?? subscription.planId, 'team');
    t.is(subscription.status, 'active');
    t.is(checkoutUrl, null);
  });

  each(`${name}: cancelled, it goes on to the end of what is paid, and that can be taken back`, async (t, database) => {
    const paid = await house(t, database);
    const { billing, userId, entitlements } = paid;
    await billing.choose(userId, 'solo');
    await paid.pay();
    t.like(await billing.setCancellation(userId, true), { status: 'active', cancelAtPeriodEnd: true });
    t.like(await billing.setCancellation(userId, false), { status: 'active', cancelAtPeriodEnd: false });
    await billing.setCancellation(userId, true);
    t.is((await entitlements.limitsOf(userId)).minutes, 300);
    await paid.passPeriod();
    t.is(await status(paid), 'ended');
    t.is((await entitlements.limitsOf(userId)).minutes, 10);
  });

  each(`${name}: what is not paid yet ends at once when it is cancelled, and another can begin`, async (t, database) => {
    const paid = await house(t, database);
    const { billing, userId } = paid;
    await billing.choose(userId, 'solo');
    await billing.setCancellation(userId, true);
    t.is(await status(paid), 'ended');
    await billing.choose(userId, 'solo');
    await paid.pay();
    t.is(await status(paid), 'active');
  });

  each(`${name}: a renewal that is not paid has a grace period, and then the plan holds no more`, async (t, database) => {
    const paid = await house(t, database);
    const { billing, userId, entitlements, clock } = paid;
    await billing.choose(userId, 'solo');
    await paid.pay();
    await paid.miss();
    t.is(await status(paid), 'past-due');
    t.is((await entitlements.limitsOf(userId)).minutes, 300);
    clock.pass(8 * dayMs);
    t.is((await entitlements.limitsOf(userId)).minutes, 10);
  });

  each(`${name}: the subscription of a user who is gone ends`, async (t, database) => {
    const paid = await house(t, database);
    const { billing, userId, accounts } = paid;
    await billing.choose(userId, 'solo');
    await paid.pay();
    await accounts.erase(userId);
    await billing.review((await billing.subscription(userId))!);
    t.is(await status(paid), 'ended');
  });
}
