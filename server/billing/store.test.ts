import test from 'ava';
import { dayMs, setClock } from '../testing/billing.ts';
import { eachDatabase } from '../testing/each-database.ts';
import type { ProviderState } from './contract.ts';
import { forgetOldNotices } from './forget-notices.ts';
import { BillingStore } from './store.ts';

const each = eachDatabase(test);
const julie = '01980000-0000-7000-8000-000000000001';

const state = (changes: Partial<ProviderState> = {}): ProviderState => ({
  status: 'active',
  planId: 'solo',
  nextPlanId: null,
  periodStart: new Date('2026-11-22T00:00:00Z'),
  periodEnd: new Date('2026-12-22T00:00:00Z'),
  cancelAtPeriodEnd: false,
  providerRef: 'sub_1',
  customerRef: 'cus_1',
  checkoutRef: null,
  reviewAt: new Date('2026-12-22T00:00:00Z'),
  ...changes,
});

const line = (key: string, amountMinor = 900) => ({
  key,
  at: new Date('2026-11-22T00:00:00Z'),
  amountMinor,
  currency: 'EUR',
  status: 'paid' as const,
  providerRef: key,
});

each('who subscribes twice at once has one subscription', async (t, database) => {
  const store = new BillingStore(database, setClock());
  const [one, two] = await Promise.all([store.begin(julie, 'solo', 'manual'), store.begin(julie, 'team', 'manual')]);
  t.is(one.id, two.id);
  t.is((await database('subscriptions')).length, 1);
});

each('after one has ended another can begin, with the same customer', async (t, database) => {
  const store = new BillingStore(database, setClock());
  const first = await store.begin(julie, 'solo', 'stripe');
  await store.apply(first.id, { state: state({ status: 'ended' }), askedAt: new Date('2030-01-01') });
  t.is(await store.live(julie), null);
  const second = await store.begin(julie, 'solo', 'stripe');
  t.not(second.id, first.id);
  t.is(second.customerRef, 'cus_1');
  t.is((await store.latest(julie))?.id, second.id);
});

each('of two answers the one that was asked for later holds, in whatever order they are written', async (t, database) => {
  const store = new BillingStore(database, setClock());
  const { id } = await store.begin(julie, 'solo', 'stripe');
  await store.apply(id, { state: state({ planId: 'team' }), askedAt: new Date('2026-11-23T00:00:02Z') });
  await store.apply(id, { state: state({ planId: 'solo' }), askedAt: new Date('2026-11-23T00:00:01Z') });
  t.is((await store.byId(id))?.planId, 'team');
});

each('a subscription that has ended is not begun again by late news', async (t, database) => {
  const store = new BillingStore(database, setClock());
  const { id } = await store.begin(julie, 'solo', 'stripe');
  await store.apply(id, { state: state({ status: 'ended' }), askedAt: new Date('2026-11-23') });
  await store.apply(id, { state: state(), askedAt: new Date('2026-11-24') });
  t.is((await store.byId(id))?.status, 'ended');
});

each('a payment that is told twice stands in the ledger once, and a notice is followed once', async (t, database) => {
  const store = new BillingStore(database, setClock());
  const { id } = await store.begin(julie, 'solo', 'stripe');
  const askedAt = new Date('2026-11-23');
  t.is((await store.apply(id, { state: state(), askedAt }, { transactions: [line('in_1')], eventId: 'evt_1' }))?.added.length, 1);
  t.is(await store.apply(id, { state: state(), askedAt }, { transactions: [line('in_2')], eventId: 'evt_1' }), null);
  t.is((await store.apply(id, { state: state(), askedAt }, { transactions: [line('in_1')], eventId: 'evt_2' }))?.added.length, 0);
  t.deepEqual(
    (await store.transactions(julie, { limit: 10 })).items.map(({ key, amountMinor }) => [key, amountMinor]),
    [['stripe:in_1', 900]],
  );
});

each('the same notice twice at once is followed once', async (t, database) => {
  const store = new BillingStore(database, setClock());
  const { id } = await store.begin(julie, 'solo', 'stripe');
  const take = () => store.apply(id, { state: state(), askedAt: new Date('2026-11-23') }, { transactions: [line('in_1')], eventId: 'evt_1' });
  const taken = await Promise.all([take(), take(), take()]);
  t.is(taken.filter(Boolean).length, 1);
  t.is((await store.transactions(julie, { limit: 10 })).items.length, 1);
});

each('a notice is forgotten after 90 days; sent once more it writes no payment twice', async (t, database) => {
  const clock = setClock();
  const store = new BillingStore(database, clock);
  const { id } = await store.begin(julie, 'solo', 'stripe');
  const take = () => store.apply(id, { state: state(), askedAt: clock.now() }, { transactions: [line('in_1')], eventId: 'evt_1' });
  await take();
  clock.pass(89 * dayMs);
  await forgetOldNotices({ database, clock });
  t.is(await take(), null);
  clock.pass(2 * dayMs);
  await forgetOldNotices({ database, clock });
  t.deepEqual(await database('payment_events'), []);
  t.deepEqual((await take())?.added, []);
  t.is((await store.transactions(julie, { limit: 10 })).items.length, 1);
});

each('when the write that goes along fails, nothing is written', async (t, database) => {
  const store = new BillingStore(database, setClock());
  const { id } = await store.begin(julie, 'solo', 'stripe');
  const also = () => Promise.reject(new Error('no'));
  await t.throwsAsync(store.apply(id, { state: state(), askedAt: new Date('2026-11-23') }, { transactions: [line('in_1')], eventId: 'evt_1', also }));
  t.is((await store.byId(id))?.status, 'pending');
  t.is((await store.transactions(julie, { limit: 10 })).items.length, 0);
  t.is((await database('payment_events')).length, 0);
});

each('the database refuses to change or delete a line of the ledger', async (t, database) => {
  const store = new BillingStore(database, setClock());
  const { id } = await store.begin(julie, 'solo', 'stripe');
  await store.apply(id, { state: state(), askedAt: new Date('2026-11-23') }, { transactions: [line('in_1')] });
  await t.throwsAsync(database('payment_transactions').update({ amount_minor: 1 }), { message: /the ledger only grows/ });
  await t.throwsAsync(database('payment_transactions').delete(), { message: /the ledger only grows/ });
  t.is((await store.transactions(julie, { limit: 10 })).items[0]?.amountMinor, 900);
});

each('the ledger has pages, and is its owner’s alone', async (t, database) => {
  const store = new BillingStore(database, setClock());
  const { id } = await store.begin(julie, 'solo', 'stripe');
  await store.apply(id, { state: state(), askedAt: new Date('2026-11-23') }, { transactions: [line('a'), line('b'), line('c')] });
  const first = await store.transactions(julie, { limit: 2 });
  const second = await store.transactions(julie, { limit: 2, cursor: first.nextCursor ?? '' });
  t.deepEqual(
    [...first.items, ...second.items].map(({ providerRef }) => providerRef),
    ['c', 'b', 'a'],
  );
  t.is(second.nextCursor, null);
  t.deepEqual((await store.transactions('somebody-else', { limit: 2 })).items, []);
});

each('the grace period begins with the first failure, not with the next', async (t, database) => {
  const clock = setClock();
  const store = new BillingStore(database, clock);
  const { id } = await store.begin(julie, 'solo', 'stripe');
  const late = async (askedAt: string) =>
    (await store.apply(id, { state: state({ status: 'past-due' }), askedAt: new Date(askedAt) }))?.after.pastDueSince;
  const since = await late('2026-11-23T00:00:00Z');
  clock.pass(1_000_000);
  t.truthy(since);
  t.deepEqual(await late('2026-11-24T00:00:00Z'), since);
  await store.apply(id, { state: state(), askedAt: new Date('2026-11-25') });
  t.is((await store.byId(id))?.pastDueSince, null);
});

each('what is being begun is not looked at yet, and another provider’s is never', async (t, database) => {
  const clock = setClock();
  const store = new BillingStore(database, clock);
  const { id } = await store.begin(julie, 'solo', 'stripe');
  t.deepEqual(await store.dueForReview('stripe', 9), []);
  clock.pass(2 * 60 * 60 * 1000);
  t.deepEqual(
    (await store.dueForReview('stripe', 9)).map((due) => due.id),
    [id],
  );
  t.deepEqual(await store.dueForReview('manual', 9), []);
});
