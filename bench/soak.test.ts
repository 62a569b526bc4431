import test from 'ava';
import type { Held } from './holdings.ts';
import { leaksOf } from './soak.ts';

const clean: Held = {
  channels: 0,
  bridges: 0,
  applications: 1,
  inEngines: 0,
  engineProcesses: 2,
  serverFiles: 40,
  engineFiles: 50,
  asteriskFiles: 60,
  workFiles: 90,
  journalFiles: 0,
};
const grown = { databaseRows: 1, recordings: 1, serverMb: 100, enginesMb: 100, asteriskMb: 100 };
const count = (calls: number, held: Partial<Held> = {}) => ({ calls, holdings: { held: { ...clean, ...held }, grown } });

test('what comes and goes by a file or two is no leak', (t) => {
  t.deepEqual(leaksOf([count(0), count(500, { channels: 2 }), count(1000, { serverFiles: 43 })]), {});
});

test('bridges that have stayed since the warm-up are a leak', (t) => {
  t.deepEqual(leaksOf([count(0, { bridges: 5 }), count(1000, { bridges: 5 })]), { bridges: 5 });
});

test('one channel that stays is a leak, and so are files that add up', (t) => {
  t.deepEqual(leaksOf([count(0), count(1000, { channels: 1, asteriskFiles: 70 })]), { channels: 1, asteriskFiles: 10 });
});
