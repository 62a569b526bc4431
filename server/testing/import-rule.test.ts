import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { allowed, importFaults, outside } from './import-rule.ts';

test('imports between rooms go one way, and providers are reached through their registry', (t) => {
  t.deepEqual(importFaults(), []);
});

test('every room has its rule, and every rule its room', (t) => {
  const server = fileURLToPath(new URL('..', import.meta.url));
  const rooms = readdirSync(server, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  t.deepEqual(rooms.filter((room) => !outside.has(room)).sort(), Object.keys(allowed).sort());
  for (const room of Object.keys(allowed)) t.true(existsSync(`${server}/${room}`));
});
