import { watch } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { silentLogger } from '../core/logger.ts';
import { temporaryFolder } from '../testing/database.ts';
import { until } from '../testing/until.ts';
import { CallJournal, type JournalEntry } from './journal.ts';

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

test('the next process finds the last that was written of each call, and nothing of those that are stored', async (t) => {
  const folder = await temporaryFolder(t);
  const journal = new CallJournal(folder, silentLogger);
  journal.write(entry);
  journal.write({ ...entry, callId: 'call-2' });
  journal.write({ ...entry, turns, state });
  await journal.remove('call-2');
  const written = async () => (await new CallJournal(folder, silentLogger).leftOver())[0];
  t.deepEqual(await until('the entry', written), { ...entry, turns, state });
  t.is((await new CallJournal(folder, silentLogger).leftOver()).length, 1);
});

test('a turn and the state that follows from it in the same moment are on disk together', async (t) => {
  const folder = await temporaryFolder(t);
  await mkdir(folder, { recursive: true });
  let renames = 0;
  const watcher = watch(folder, (_, name) => {
    if (name === 'call-1.json') renames++;
  });
  t.teardown(() => watcher.close());
  const journal = new CallJournal(folder, silentLogger);
  journal.write({ ...entry, turns });
  journal.write({ ...entry, turns, state });
  const text = await until('the entry', () => readFile(join(folder, 'call-1.json'), 'utf8').catch(() => undefined));
  t.deepEqual(JSON.parse(text).state, state);
  await until('the watcher has seen it', () => renames > 0);
  t.is(renames, 1);
});

test('an entry that cannot be read is set aside', async (t) => {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, 'call-1.json'), '{"callId":');
  const journal = new CallJournal(folder, silentLogger);
  t.deepEqual(await journal.leftOver(), []);
  t.is(await readFile(join(folder, 'call-1.json.unreadable'), 'utf8'), '{"callId":');
});
