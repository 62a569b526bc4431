import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { temporaryFolder } from '../testing/database.ts';
import { type LogQuery, LogStore } from './log-store.ts';
import { createLogger, type LoggerOptions } from './logger.ts';

async function logOf(t: ExecutionContext, sizes: { maxBytes?: number; maxBytesPerFile?: number } = {}) {
  const folder = await temporaryFolder(t);
  const directory = join(folder, 'logs');
  const open = () => {
    const store = new LogStore({ directory, maxBytes: 1_000_000, maxBytesPerFile: 1000, ...sizes });
    t.teardown(() => store.close());
    return store;
  };
  const store = open();
  const options: LoggerOptions = { level: 'info', pii: false, destination: { write: (line) => store.write(line) } };
  const logger = createLogger(options);
  const all = async (query: Partial<LogQuery> = {}, reader = store) => {
    const messages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await reader.read({ limit: 7, ...query, cursor });
      messages.push(...page.items.map(({ message, fields }) => `${message}${'index' in fields ? ` ${fields.index}` : ''}`));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return messages;
  };
  return { directory, open, store, options, logger, all };
}

test('lines are read back over several files, the newest first, each once', async (t) => {
  const { logger, all, directory } = await logOf(t);
  for (let index = 0; index < 100; index++) logger.info({ index }, 'line');
  t.true((await readdir(directory)).length > 5);
  t.deepEqual(
    await all(),
    Array.from({ length: 100 }, (_, index) => `line ${99 - index}`),
  );
});

test('what is logged between two pages moves nothing', async (t) => {
  const { logger, store } = await logOf(t);
  for (let index = 0; index < 30; index++) logger.info({ index }, 'line');
  const first = await store.read({ limit: 10 });
  for (let index = 30; index < 60; index++) logger.info({ index }, 'line');
  const second = await store.read({ limit: 10, cursor: first.nextCursor ?? '' });
  t.deepEqual(
    second.items.map(({ fields }) => fields.index),
    [19, 18, 17, 16, 15, 14, 13, 12, 11, 10],
  );
});

test('the log never takes more room than it is given, and is for its owner alone', async (t) => {
  const { logger, all, directory } = await logOf(t, { maxBytes: 3000 });
  for (let index = 0; index < 300; index++) logger.info({ index }, 'line');
  const names = await readdir(directory);
  t.is(names.length, 3);
  const sizes = await Promise.all(names.map((name) => stat(join(directory, name))));
  t.true(sizes.every(({ size, mode }) => size <= 1000 && (mode & 0o077) === 0));
  t.is((await all())[0], 'line 299');
});

test('a cursor into a file that is gone meanwhile ends the list', async (t) => {
  const { logger, store } = await logOf(t, { maxBytes: 2000 });
  for (let index = 0; index < 20; index++) logger.info({ index }, 'line');
  const { nextCursor } = await store.read({ limit: 15 });
  for (let index = 0; index < 200; index++) logger.info({ index }, 'later');
  t.deepEqual(await store.read({ limit: 10, cursor: nextCursor ?? '' }), { items: [], nextCursor: null });
});

test('the list is filtered by level, words and time', async (t) => {
  const { logger, all } = await logOf(t);
  logger.info({ callId: 'Abc' }, 'a call');
  logger.warn({}, 'a warning');
  logger.error({}, 'a fault');
  t.deepEqual(await all({ level: 'warn' }), ['a fault', 'a warning']);
  t.deepEqual(await all({ search: 'ABC' }), ['a call']);
  t.deepEqual(await all({ until: new Date(0) }), []);
  t.is((await all({ since: new Date(0) })).length, 3);
});

test('a page ends before it takes long, and goes on', async (t) => {
  const { logger, store, all } = await logOf(t);
  logger.warn({}, 'long ago');
  for (let index = 0; index < 200; index++) logger.info({ index }, 'line');
  const first = await store.read({ limit: 10, level: 'warn' });
  t.deepEqual(first.items, []);
  t.not(first.nextCursor, null);
  t.deepEqual(await all({ level: 'warn' }), ['long ago']);
});

test('a store that is opened again goes on, past a line that a crash cut short', async (t) => {
  const { logger, store, open, directory } = await logOf(t);
  logger.info({}, 'before');
  store.close();
  const [name = ''] = await readdir(directory);
  await writeFile(join(directory, name), '{"time":"2026-01-01T00:00:00Z","lev\n', { flag: 'a' });
  const next = open();
  createLogger({ level: 'info', pii: false, destination: { write: (line) => next.write(line) } }).info({}, 'after');
  t.deepEqual(
    (await next.read({ limit: 5 })).items.map(({ message }) => message),
    ['after', 'before'],
  );
});

test('a folder that cannot be written is told by the health, and throws nothing', async (t) => {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, 'file'), '');
  const store = new LogStore({ directory: join(folder, 'file', 'logs'), maxBytes: 1000 });
  t.notThrows(() => store.write('{}\n'));
  t.like(store.health(), { ready: true, degraded: true });
});

test('the level is changed while the service runs, for loggers that are there already too', async (t) => {
  const { logger, options, all } = await logOf(t);
  const child = logger.child({ part: 'calls' });
  child.debug({}, 'not yet');
  options.level = 'debug';
  child.debug({}, 'now');
  options.level = 'error';
  child.warn({}, 'not any more');
  t.deepEqual(await all(), ['now']);
});

for (const cursor of [
  'nonsense',
  Buffer.from('[1]').toString('base64url'),
  Buffer.from('[-1,null]').toString('base64url'),
  Buffer.from('{"a":1}').toString('base64url'),
])
  test(`${cursor} is no cursor`, async (t) => {
    const { store } = await logOf(t);
    await t.throwsAsync(store.read({ limit: 1, cursor }), { code: 'bad-input' });
  });
