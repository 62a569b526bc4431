import { join } from 'node:path';
import test from 'ava';
import { RepondeurError } from '../core/errors.ts';
import { callRecord } from '../testing/call-record.ts';
import { eachDatabase } from '../testing/each-database.ts';
import { HistoryStore } from './store.ts';

const each = eachDatabase(test);
const folder = '/data';

each('a call comes back from the history as it was stored', async (t, database) => {
  const history = new HistoryStore({ database, dataDir: folder });
  const recording = { path: join(folder, 'recordings/2026/11/x.wav'), durationMs: 65_000, sampleRateHz: 16_000, channels: 2 };
  const record = callRecord({ recording });
  t.deepEqual(await history.store(record), { stored: true });
  t.deepEqual(await history.find(record.id), record);
});

each('a call with nothing in it comes back too', async (t, database) => {
  const history = new HistoryStore({ database, dataDir: folder });
  const { message, ...record } = callRecord({
    from: null,
    fromName: null,
    turns: [],
    summary: null,
    outcome: 'nothing-said',
    untranscribed: 'no-ear',
  });
  await history.store(record);
  t.deepEqual(await history.find(record.id), record);
});

each('a call that is handed in twice is stored and announced once', async (t, database) => {
  let queued = 0;
  const history = new HistoryStore({ database, dataDir: folder, onQueued: () => queued++ });
  const record = callRecord();
  await history.store(record);
  t.deepEqual(await history.store({ ...callRecord({ summary: 'another' }), switchCallId: record.switchCallId }), { stored: false });
  t.is((await history.list(record.userId, 10)).length, 1);
  t.is((await history.find(record.id))?.summary, record.summary);
  t.is((await database('outbox')).length, 1);
  t.is(queued, 1);
});

each('when a part cannot be stored, nothing is', async (t, database) => {
  const history = new HistoryStore({ database, dataDir: folder });
  const record = callRecord({ turns: [{ speaker: 'caller', text: null as unknown as string, startMs: 0, endMs: 1 }] });
  const error = await t.throwsAsync<RepondeurError>(history.store(record), { instanceOf: RepondeurError });
  t.is(error?.code, 'storage-failed');
  for (const table of ['calls', 'turns', 'messages', 'outbox']) t.deepEqual(await database(table), [], table);
  t.deepEqual(await history.store(callRecord({ switchCallId: record.switchCallId })), { stored: true });
});

each('a call of very many turns is stored', async (t, database) => {
  const history = new HistoryStore({ database, dataDir: folder });
  const turns = Array.from({ length: 1203 }, (_, index) => ({ speaker: 'caller' as const, text: `${index}`, startMs: index, endMs: index + 1 }));
  const record = callRecord({ turns });
  await history.store(record);
  t.deepEqual((await history.find(record.id))?.turns, turns);
});

each('the list holds the newest calls of one user', async (t, database) => {
  const history = new HistoryStore({ database, dataDir: folder });
  const days = ['2026-11-01', '2026-11-03', '2026-11-02'];
  for (const day of days) await history.store(callRecord({ startedAt: new Date(`${day}T08:00:00Z`) }));
  await history.store(callRecord({ userId: 'someone-else' }));
  const listed = await history.list('user-1', 2);
  t.deepEqual(
    listed.map(({ startedAt }) => startedAt.toISOString().slice(0, 10)),
    ['2026-11-03', '2026-11-02'],
  );
});

each('the history moves with its data folder', async (t, database) => {
  const record = callRecord({ recording: { path: join(folder, 'recordings/x.wav'), durationMs: 1, sampleRateHz: 16_000, channels: 2 } });
  await new HistoryStore({ database, dataDir: folder }).store(record);
  t.is((await new HistoryStore({ database, dataDir: '/elsewhere' }).find(record.id))?.recording?.path, '/elsewhere/recordings/x.wav');
});

for (const [outcome, announced] of [
  ['message-taken', 1],
  ['caller-hung-up', 1],
  ['failed', 1],
  ['transferred', 0],
  ['wrong-number', 0],
] as const) {
  each(`a call with outcome ${outcome} is ${announced ? '' : 'not '}announced`, async (t, database) => {
    await new HistoryStore({ database, dataDir: folder }).store(callRecord({ outcome }));
    t.is((await database('outbox')).length, announced);
  });
}
