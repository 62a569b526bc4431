import test from 'ava';
import { bendOf, memoryPerCallMb } from './bend.ts';
import type { CapacityLevel } from './capacity.ts';

const none = { p50Ms: 300, p95Ms: 600, count: 10, missing: 0 };

function level(atOnce: number, changes: Partial<CapacityLevel> = {}): CapacityLevel {
  return {
    atOnce,
    calls: 10,
    broken: [],
    greeting: none,
    turn: none,
    bargeIn: none,
    eventLoop: { p50Ms: 0, p99Ms: 2, maxMs: 8 },
    frames: { all: 10_000, late: 10, lost: 0 },
    cpuPercent: { server: 10, engines: 20, asterisk: 15, callers: 10, others: 0 },
    machinePercent: 28,
    memoryMb: { server: 100 + 2 * atOnce, engines: 80 + atOnce, asterisk: 60 },
    ...changes,
  };
}

test('memory a call is the slope over the levels', (t) => {
  t.deepEqual(memoryPerCallMb([level(1), level(5), level(20)]), { server: 2, engines: 1, asterisk: 0 });
  t.is(memoryPerCallMb([level(1)]), null);
});

test('levels at which nobody notices anything do not bend', (t) => {
  t.is(bendOf([level(1), level(20)]), null);
});

test('the first level that is felt is named, with what is full', (t) => {
  const full = { machinePercent: 97, turn: { ...none, p95Ms: 1_400 } };
  const bend = bendOf([level(1), level(5), level(10, full), level(20, { ...full, turn: { ...none, p95Ms: 4_000 } })]);
  t.is(bend?.atOnce, 10);
  t.regex(bend?.what.join() ?? '', /800 ms later/);
  t.regex(bend?.why ?? '', /cores are full.*engines 20 %/);
});

test('other programs that disturb the bench are named instead of the product', (t) => {
  const disturbed = {
    machinePercent: 97,
    turn: { ...none, missing: 1 },
    cpuPercent: { server: 10, engines: 20, asterisk: 15, callers: 10, others: 120 },
  };
  t.regex(bendOf([level(1, disturbed)])?.why ?? '', /other programs/);
});

for (const [what, changes] of Object.entries({
  'a late event loop': { eventLoop: { p50Ms: 1, p99Ms: 21, maxMs: 80 } },
  'lost sound': { frames: { all: 10_000, late: 0, lost: 11 } },
  'a reply that did not come': { turn: { ...none, missing: 1 } },
  'a voice that did not stop': { bargeIn: { ...none, missing: 1 } },
  'a call that broke off': { broken: ['the call ended in step 2'] },
} satisfies Record<string, Partial<CapacityLevel>>)) {
  test(`${what} is a bend`, (t) => {
    t.is(bendOf([level(1), level(5, changes)])?.atOnce, 5);
  });
}
