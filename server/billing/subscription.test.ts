import test from 'ava';
import { coveredUntil, periodAfter, type Subscription } from './subscription.ts';

const at = (text: string) => new Date(text);

for (const [start, period, end] of [
  ['2026-11-22T10:00:00Z', 'month', '2026-12-22T10:00:00Z'],
  ['2026-12-31T10:00:00Z', 'month', '2027-01-31T10:00:00Z'],
  ['2027-01-31T10:00:00Z', 'month', '2027-02-28T10:00:00Z'],
  ['2028-01-31T10:00:00Z', 'month', '2028-02-29T10:00:00Z'],
  ['2028-02-29T10:00:00Z', 'year', '2029-02-28T10:00:00Z'],
] as const) {
  test(`a ${period} after ${start} is ${end}`, (t) => {
    t.deepEqual(periodAfter(at(start), period), at(end));
  });
}

const graceMs = 7 * 24 * 60 * 60 * 1000;
const subscription = (changes: Partial<Subscription>) =>
  ({ status: 'active', periodEnd: at('2026-12-01T00:00:00Z'), pastDueSince: null, cancelAtPeriodEnd: false, ...changes }) as Subscription;

test('what is paid is had, and late news of a renewal cuts nobody off', (t) => {
  t.deepEqual(coveredUntil(subscription({}), graceMs), at('2026-12-08T00:00:00Z'));
});

test('what is cancelled ends with what is paid', (t) => {
  t.deepEqual(coveredUntil(subscription({ cancelAtPeriodEnd: true }), graceMs), at('2026-12-01T00:00:00Z'));
});

test('a late payment has the grace period from the day it was late', (t) => {
  t.deepEqual(coveredUntil(subscription({ status: 'past-due', pastDueSince: at('2026-12-02T00:00:00Z') }), graceMs), at('2026-12-09T00:00:00Z'));
});

test('what was never paid, or is over, holds nothing', (t) => {
  t.is(coveredUntil(subscription({ status: 'pending', periodEnd: null }), graceMs), null);
  t.is(coveredUntil(subscription({ status: 'ended' }), graceMs), null);
});
