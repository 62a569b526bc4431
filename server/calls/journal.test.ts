import { watch } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { silentLogger } from '../core/logger.ts';
import { openUserKeys } from '../database/secrets/open-keys.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { journalKeys } from '../testing/journal-keys.ts';
import { until } from '../testing/until.ts';
import { CallJournal, type JournalEntry, type JournalKeys } from './journal.ts';

const entry: JournalEntry = {
  callId: 'call-1',
  switchCallId: 'switch-1',
  userId: 'user-1',
  from: '+33639980001',
  fromName: null,
  to: '+33199001234',
  startedAt: new Date('2026-11-24T08:30:00.000Z'),
  language: 'fr',
  country: 'FR',
  state: null,
  turns: [],
  recordingPath: null,
};
const turns: JournalEntry['turns'] = [{ speaker: 'caller', text: 'bonjour', startMs: 0, endMs: 700 }];
const state = { goal: 'name' as const, slots: { name: null, phone: null, reason: 'fuite', urgent: false, person: null }, memory: { steps: 1 } };

async function house(t: ExecutionContext) {
  const { database, folder } = await temporaryDatabase(t);
  const keys = await openUserKeys(database, { file: join(folder, 'master.key'), logger: silentLogger });
  const directory = join(folder, 'journal');
  const journal = (ofKeys: JournalKeys = journalKeys(keys)) => new CallJournal(directory, ofKeys, silentLogger);
  return { keys, directory, journal, path: join(directory, 'call-1.json') };
}

test('the next process finds the last that was written of each call, and nothing of those that are stored', async (t) => {
  const { journal: open } = await house(t);
  const journal = open();
  journal.write(entry);
  journal.write({ ...entry, callId: 'call-2' });
  journal.write({ ...entry, turns, state });
  await journal.remove('call-2');
  const written = async () => (await open().leftOver())[0];
  t.deepEqual(await until('the entry', written), { ...entry, turns, state });
  t.is((await open().leftOver()).length, 1);
});

test('a turn and the state that follows from it in the same moment are on disk together', async (t) => {
  const { directory, journal: open, path } = await house(t);
  await mkdir(directory, { recursive: true });
  let renames = 0;
  const watcher = watch(directory, (_, name) => {
    if (name === 'call-1.json') renames++;
  });
  t.teardown(() => watcher.close());
  const journal = open();
  journal.write({ ...entry, turns });
  journal.write({ ...entry, turns, state });
  await until('the entry', () => readFile(path, 'utf8').catch(() => undefined));
  t.deepEqual((await open().leftOver())[0]?.state, state);
  await until('the watcher has seen it', () => renames > 0);
  t.is(renames, 1);
});

test('the file says nothing of who called and what was said, for its owner alone', async (t) => {
  const { journal, path } = await house(t);
  journal().write({ ...entry, turns, state });
  const text = await until('the entry', () => readFile(path, 'utf8').catch(() => undefined));
  t.notRegex(text, /bonjour|fuite|33639980001|33199001234/);
  t.is((await stat(path)).mode & 0o777, 0o600);
});

test('an entry that cannot be read, was changed, or is that of another call is set aside', async (t) => {
  const { directory, journal, path } = await house(t);
  journal().write({ ...entry, turns });
  const text = await until('the entry', () => readFile(path, 'utf8').catch(() => undefined));
  const changed = `${text.slice(0, -6)}${text.at(-6) === 'A' ? 'B' : 'A'}${text.slice(-5)}`;
  for (const [name, content] of [
    ['call-1', '{"callId":'],
    ['call-1', changed],
    ['call-2', text],
  ] as const) {
    await rm(path, { force: true });
    const file = join(directory, `${name}.json`);
    await writeFile(file, content);
    t.deepEqual(await journal().leftOver(), [], content);
    t.is(await readFile(`${file}.unreadable`, 'utf8'), content);
  }
});

test('an entry from before there were keys is read; that of a user whose key is erased is removed', async (t) => {
  const { keys, directory, journal, path } = await house(t);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'call-0.json'), JSON.stringify({ ...entry, callId: 'call-0' }));
  t.deepEqual(await journal().leftOver(), [{ ...entry, callId: 'call-0' }]);
  journal().write(entry);
  await until('the entry', () => readFile(path, 'utf8').catch(() => undefined));
  await keys.erase('user-1');
  t.deepEqual(
    (await journal().leftOver()).map(({ callId }) => callId),
    ['call-0'],
  );
  t.deepEqual(await readdir(directory), ['call-0.json']);
});

test('while the key of a user cannot be read what is known waits, and is written with the next', async (t) => {
  const { keys, journal: open } = await house(t);
  let away = true;
  const journal = open({ ...journalKeys(keys), toSeal: (id) => (away ? Promise.reject(new Error('away')) : keys.cipherOf(id)) });
  journal.write({ ...entry, turns });
  await new Promise((resolve) => setTimeout(resolve, 20));
  t.deepEqual(await open().leftOver(), []);
  away = false;
  journal.write({ ...entry, turns, state });
  t.deepEqual(await until('the entry', async () => (await open().leftOver())[0]), { ...entry, turns, state });
});
