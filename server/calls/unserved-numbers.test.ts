import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { silentLogger } from '../core/logger.ts';
import { temporaryFolder } from '../testing/database.ts';
import { testUsers } from '../testing/users.ts';
import type { User } from '../users/contract.ts';
import { UnservedNumbers } from './unserved-numbers.ts';

test('the switch is told of the numbers that are not served, in all their forms, and of those that are again', async (t) => {
  const directory = await temporaryFolder(t);
  const [one] = (await testUsers()).all() as [User];
  const users = [
    { ...one, id: 'julie', numbers: ['+33199001234'] },
    { ...one, id: 'paul', numbers: ['+442079460123'] },
  ];
  const unserved = new Set(['julie']);
  const told = (all: readonly User[]) =>
    new UnservedNumbers({ connection: { directory }, users: { all: () => all }, isServed: async (id) => !unserved.has(id), logger: silentLogger });
  const files = async () => (await readdir(join(directory, 'spool/unserved'))).sort();
  const both = told(users);
  await both.start();
  t.deepEqual(await files(), ['+33199001234', '0033199001234', '0199001234', '33199001234']);
  unserved.clear();
  await both.stop();
  t.deepEqual(await files(), []);
  unserved.add('paul');
  const alone = told(users.slice(1));
  await alone.start();
  t.deepEqual(await files(), ['any'], 'a single user has every number');
  await alone.stop();
});
