import test from 'ava';
import { RepondeurError } from '../core/errors.ts';
import { eachDatabase } from '../testing/each-database.ts';
import type { Database } from './open.ts';
import { type PageOptions, pageOf } from './page.ts';

const each = eachDatabase(test);

async function shelf(database: Database) {
  await database.schema.createTable('books', (table) => {
    table.text('id').primary();
    table.text('title').notNullable();
    table.integer('pages').notNullable();
  });
  const add = (id: string, title = 'x', pages = 1) => database('books').insert({ id, title, pages });
  const page = (options: Partial<PageOptions> = {}) =>
    pageOf<{ id: string; title: string; pages: number }>(database('books').select(), { limit: 2, ...options });
  /** All ids in the order of the pages. */
  const all = async (options: Partial<PageOptions>, meanwhile = async () => {}) => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await page({ ...options, cursor });
      ids.push(...items.map(({ id }) => id));
      cursor = nextCursor ?? undefined;
      await meanwhile();
    } while (cursor !== undefined);
    return ids.join('');
  };
  return { add, page, all };
}

each('pages hold every row once, the newest first', async (t, database) => {
  const { add, all, page } = await shelf(database);
  t.deepEqual(await page(), { items: [], nextCursor: null });
  for (const id of 'badce') await add(id);
  t.is(await all({}), 'edcba');
  t.is(await all({ direction: 'asc' }), 'abcde');
  t.is((await page({ limit: 5 })).nextCursor, null);
});

each('what is added meanwhile moves nothing', async (t, database) => {
  const { add, all } = await shelf(database);
  for (const id of 'abcd') await add(id);
  const newer = [...'xyz'];
  t.is(
    await all({}, async () => {
      const id = newer.pop();
      if (id) await add(id);
    }),
    'dcba',
  );
});

each('equals are in the order of their keys', async (t, database) => {
  const { add, all } = await shelf(database);
  for (const [id, title, pages] of [
    ['a', 'Emma', 3],
    ['b', 'Emma', 1],
    ['c', 'Emma', 1],
    ['d', 'Zola', 1],
  ] as const)
    await add(id, title, pages);
  t.is(await all({ orderBy: 'title', direction: 'asc', limit: 1 }), 'abcd');
  t.is(await all({ orderBy: 'pages', numeric: ['pages'], direction: 'asc' }), 'bcda');
});

for (const cursor of [
  '',
  'x',
  '%%%',
  '[]',
  Buffer.from('[1,2,3]').toString('base64url'),
  Buffer.from('[{"$gt":""}]').toString('base64url'),
  Buffer.from('["\\u0000"]').toString('base64url'),
  Buffer.from('[7]').toString('base64url'),
]) {
  each(`the cursor ${JSON.stringify(cursor)} is refused in words`, async (t, database) => {
    const { page } = await shelf(database);
    const error = await t.throwsAsync<RepondeurError>(page({ cursor }), { instanceOf: RepondeurError });
    t.is(error?.code, 'bad-input');
  });
}

each('a cursor that holds SQL is a value', async (t, database) => {
  const { add, page } = await shelf(database);
  await add('a');
  const cursor = Buffer.from(JSON.stringify(["a') OR 1=1 --"])).toString('base64url');
  t.is((await page({ cursor })).items.length, 1);
  t.is((await page({ cursor: Buffer.from(JSON.stringify(["'; DROP TABLE books; --"])).toString('base64url') })).items.length, 0);
});

for (const position of ['["abc"]', '[1e300]', '[1.5]', '[null]', '[99999999999]']) {
  each(`the cursor ${position} is none of a list in the order of a number`, async (t, database) => {
    const { page } = await shelf(database);
    const cursor = Buffer.from(position).toString('base64url');
    const error = await t.throwsAsync<RepondeurError>(page({ cursor, key: 'pages', numeric: ['pages'] }), { instanceOf: RepondeurError });
    t.is(error?.code, 'bad-input');
  });
}
