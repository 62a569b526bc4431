import test from 'ava';
import type { Voice } from './heard-speech.ts';
import { bargeInMs, replyTo } from './script-timings.ts';

const heard = (...times: [number, number][]): Voice[] => times.map(([startMs, endMs]) => ({ startMs, endMs }));

test('a reply is the first voice after the caller began', (t) => {
  t.is(replyTo({ startedAtMs: 2000, untilMs: 9000 }, heard([0, 1000], [3500, 4000], [5000, 6000])), 3500);
});

test('what the assistant goes on saying is no reply', (t) => {
  t.is(replyTo({ startedAtMs: 2000, untilMs: 9000 }, heard([0, 2100], [2300, 4000], [5000, 6000])), 5000);
});

test('a reply to the next turn is none to this', (t) => {
  t.is(replyTo({ startedAtMs: 2000, untilMs: 3000 }, heard([0, 1000], [3500, 4000])), undefined);
});

test('an interruption is over when the assistant is silent', (t) => {
  t.is(bargeInMs(1000, heard([0, 1300], [2500, 3000])), 300);
});

test('a breath between two clauses is not yet silence', (t) => {
  t.is(bargeInMs(1000, heard([0, 1100], [1300, 1500], [2500, 3000])), 500);
});

test('an assistant that was just silent was not interrupted for any time', (t) => {
  t.is(bargeInMs(1000, heard([0, 900], [2500, 3000])), 0);
});

test('an assistant that goes on was not interrupted', (t) => {
  t.is(bargeInMs(1000, heard([0, 5000])), undefined);
  t.is(bargeInMs(1000, []), undefined);
});
