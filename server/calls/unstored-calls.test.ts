import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { systemClock } from '../core/clock.ts';
import { EventBus } from '../core/events.ts';
import { newId } from '../core/ids.ts';
import { silentLogger } from '../core/logger.ts';
import { openUserKeys } from '../database/secrets/open-keys.ts';
import { HistoryStore } from '../history/store.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { journalKeys } from '../testing/journal-keys.ts';
import { testRecordings } from '../testing/recordings.ts';
import { CallFile } from './call-file.ts';
import type { CallEvents } from './events.ts';
import { CallJournal } from './journal.ts';
import { UnstoredCalls } from './unstored-calls.ts';

test('a call that ends while the disk of the database is full is stored, with its message, when there is room again', async (t) => {
  const { database, folder } = await temporaryDatabase(t);
  const keys = await openUserKeys(database, { file: join(folder, 'master.key'), logger: silentLogger });
  const events = new EventBus<CallEvents>();
  const stored: string[] = [];
  events.on('call-stored', ({ record }) => stored.push(record.id));
  const unstored = new UnstoredCalls(silentLogger);
  const userId = newId();
  await keys.cipherOf(userId);
  const identity = {
    callId: newId(),
    switchCallId: '1795383644.0',
    userId,
    from: '+33639980042',
    fromName: null,
    to: '+33199001234',
    startedAt: new Date('2026-11-24T08:30:00.000Z'),
    language: 'fr',
    country: 'FR',
  } as const;
  const file = new CallFile(identity, {
    history: new HistoryStore({ database, dataDir: folder, clock: systemClock, keys }),
    journal: new CallJournal(join(folder, 'journal'), journalKeys(keys), silentLogger),
    unstored,
    recordings: testRecordings(database, keys),
    summarise: async () => 'Julie Martin a appelé.',
    transcribeAgainWithinMs: () => null,
    dataDir: folder,
    events,
    clock: systemClock,
    logger: silentLogger,
  });
  const message = { name: 'Julie Martin', phone: '+33639980068', reason: 'une fuite d’eau', urgent: true };
  const turns = Array.from({ length: 400 }, (_, at) => ({
    speaker: 'caller' as const,
    text: `la phrase numéro ${at} de cet appel`,
    startMs: at * 1000,
    endMs: at * 1000 + 900,
  }));

  // SQLite's own bound on the file: "database or disk is full" for real.
  const [{ page_count: pages }] = await database.raw('PRAGMA page_count');
  await database.raw(`PRAGMA max_page_count = ${pages}`);
  await file.store({ outcome: 'message-taken', endReason: 'completed', turns, message, person: null, untranscribed: null });
  t.deepEqual([stored, unstored.size], [[], 1]);
  await t.throwsAsync(unstored.tryAgain(), { message: /full/ });
  t.like(unstored.health(), { ready: true, degraded: true });
  t.regex(unstored.health().reason ?? '', /wait to be stored \(1\): make room/);

  await database.raw('PRAGMA max_page_count = 1073741823');
  await unstored.tryAgain();
  t.deepEqual([stored, unstored.size], [[identity.callId], 0]);
  t.deepEqual(unstored.health(), { ready: true });
  t.is((await database('calls').select('id')).length, 1);
  t.is((await database('messages').select('call_id')).length, 1);
  t.deepEqual(await readdir(join(folder, 'journal')), [], 'the journal has forgotten it');
});
