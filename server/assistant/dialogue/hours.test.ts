import test from 'ava';
import { hoursAnswer } from './hours.ts';

const day = [
  { from: '09:00', to: '12:00' },
  { from: '14:00', to: '18:00' },
];
const hours = { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [{ from: '09:00', to: '12:00' }] };
const at = (iso: string, asked?: string) => hoursAnswer(hours, new Date(iso), 'Europe/Paris', asked);

test('open until the end of the interval', (t) => t.deepEqual(at('2026-11-23T09:00:00Z').now, { open: true, until: '12:00' }));
test('closed at lunch, open again the same day', (t) => t.deepEqual(at('2026-11-23T12:00:00Z').next, { weekday: 1, inDays: 0, from: '14:00' }));
test('closed in the evening, open again the next day', (t) => t.deepEqual(at('2026-11-23T20:00:00Z').next, { weekday: 2, inDays: 1, from: '09:00' }));
test('closed at the end of the week, open again on Monday', (t) =>
  t.deepEqual(at('2026-11-28T14:00:00Z').next, { weekday: 1, inDays: 2, from: '09:00' }));
test('the closing minute is closed', (t) => t.false(at('2026-11-23T17:00:00Z').now?.open));
test('a day that was asked about', (t) =>
  t.deepEqual(at('2026-11-23T09:00:00Z', '2026-11-28').day, { weekday: 6, intervals: [{ from: '09:00', to: '12:00' }] }));
test('days with the same hours are told together', (t) => {
  t.deepEqual(
    at('2026-11-23T09:00:00Z').week.map(({ from, to }) => [from, to]),
    [
      [1, 5],
      [6, 6],
    ],
  );
});
test('a host that never opens has no next opening', (t) => t.is(hoursAnswer({}, new Date('2026-11-23T09:00:00Z'), 'Europe/Paris').next, undefined));
