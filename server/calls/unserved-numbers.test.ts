import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { temporaryFolder } from '../testing/database.ts';
import { testUsers } from '../testing/users.ts';
import type { User } from '../users/contract.ts';
import { tellUnservedNumbers } from './unserved-numbers.ts';

test('the switch is told of the numbers that are not served, in all their forms, and of those that are again', async (t) => {
  const directory = await temporaryFolder(t);
  const [one] = (await testUsers()).all() as [User];
  const users = [
    { ...one, id: 'julie', numbers: ['+33199001234'] },
    { ...one, id: 'paul', numbers: ['+442079460123'] },
  ];
  const unserved = new Set(['julie']);
  const tell = (all: readonly User[]) =>
    tellUnservedNumbers({ connection: { directory }, users: { all: () => all }, isServed: async (id) => !unserved.has(id) });
  const files = async () => (await readdir(join(directory, 'spool/unserved'))).sort();
  await tell(users);
  t.deepEqual(await files(), ['+33199001234', '0033199001234', '0199001234', '33199001234']);
  unserved.clear();
  await tell(users);
  t.deepEqual(await files(), []);
  unserved.add('paul');
  await tell(users.slice(1));
  t.deepEqual(await files(), ['any'], 'a single user has every number');
});
