import test from 'ava';
import { silentLogger } from '../core/logger.ts';
import { testBilling } from '../testing/billing.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { until } from '../testing/until.ts';
import { Reviews } from './reviews.ts';
import { BillingStore } from './store.ts';

test('each subscription that is due is looked at; one that cannot be is tried again in an hour and keeps none of the others waiting', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { billing, accounts, clock, userId } = await testBilling(database);
  const paul = await accounts.create({ name: 'Paul', email: 'paul@example.org' });
  for (const id of [userId, paul.id]) await billing.choose(id, 'solo');
  const broken = await billing.subscription(userId);
  const seen: string[] = [];
  const review: typeof billing.review = async (subscription) => {
    seen.push(subscription.userId);
    if (subscription.id === broken?.id) throw new Error('the provider is away');
    return await billing.review(subscription);
  };
  clock.pass(25 * 60 * 60 * 1000);
  const store = new BillingStore(database, clock);
  const reviews = new Reviews({ billing: { due: (limit) => billing.due(limit), review }, store, logger: silentLogger, clock });
  t.teardown(() => reviews.stop());
  await reviews.start();
  await until('both', () => seen.length === 2);
  await reviews.stop();
  t.deepEqual(seen.toSorted(), [userId, paul.id].toSorted());
  t.deepEqual(await billing.due(9), []);
  clock.pass(61 * 60 * 1000);
  t.deepEqual(
    (await billing.due(9)).map(({ id }) => id),
    [broken?.id],
  );
});
