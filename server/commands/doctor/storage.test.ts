import { join } from 'node:path';
import test from 'ava';
import { settingsFrom } from '../../settings/load.ts';
import { temporaryFolder } from '../../testing/database.ts';
import { startTestPostgres } from '../../testing/postgres.ts';
import { checkStorage } from './storage.ts';

test('a database of PostgreSQL is asked, and one that is away is named with the way out', async (t) => {
  const postgres = await startTestPostgres();
  t.teardown(() => postgres.stop());
  const { host, name, user } = await postgres.newDatabase();
  const folder = await temporaryFolder(t);
  const users = [{ name: 'Cabinet Durand', email: 'julie@example.org' }];
  const findingsOf = async (database: object) => {
    const document = { users, data_dir: join(folder, 'data'), database: { client: 'pg', host, user, ...database } };
    return await checkStorage(await settingsFrom(document, { folder, home: folder, runsAsRoot: false }));
  };
  const there = (await findingsOf({ name })).at(-1);
  t.is(there?.level, 'ok');
  t.regex(there?.text ?? '', new RegExp(`the database ${name} of PostgreSQL \\d+.*${host}`));
  const away = (await findingsOf({ name: 'none' })).at(-1);
  t.is(away?.level, 'fail');
  t.regex(away?.text ?? '', /the database none of PostgreSQL .*does not exist/);
  t.regex(away?.wayOut ?? '', /docs\/data\.md/);
});
