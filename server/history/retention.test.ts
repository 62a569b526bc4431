import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import test from 'ava';
import { systemClock } from '../core/clock.ts';
import { noLimits } from '../core/entitlements.ts';
import { callRecord } from '../testing/call-record.ts';
import { temporaryFolder } from '../testing/database.ts';
import { eachDatabase } from '../testing/each-database.ts';
import { recordingPath } from './recording-files.ts';
import { deleteOldCalls } from './retention.ts';
import { HistoryStore } from './store.ts';

const each = eachDatabase(test);
const now = new Date('2026-11-22T12:00:00.000Z');
const clock = { ...systemClock, now: () => now };
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const julie = '0190a000-0000-7000-8000-000000000001';
const paul = '0190a000-0000-7000-8000-000000000002';

each('calls go with their recordings when they are older than their user may keep them, and no others', async (t, database) => {
  const dataDir = await temporaryFolder(t);
  const history = new HistoryStore({ database, dataDir });
  const store = async (userId: string, startedAt: Date) => {
    const record = callRecord({ userId, startedAt, endedAt: startedAt });
    const path = recordingPath(dataDir, startedAt, record.id);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'RIFF');
    await history.store({ ...record, recording: { path, durationMs: 1, sampleRateHz: 16_000, channels: 2 } });
    return record.id;
  };
  for (let call = 0; call < 120; call++) await store(julie, daysAgo(31));
  const kept = [await store(julie, daysAgo(29)), await store(paul, daysAgo(900))];
  const entitlements = { limitsOf: async (userId: string) => ({ ...noLimits, retentionDays: userId === julie ? 30 : null }) };
  await deleteOldCalls({ database, dataDir, entitlements, clock });
  t.deepEqual((await database('calls').orderBy('id').pluck('id')) as string[], kept.toSorted());
  for (const table of ['turns', 'messages', 'recordings'])
    t.deepEqual((await database(table).whereNotIn('call_id', kept)).length, 0, `${table} of calls that are gone`);
  const files = (await readdir(dataDir, { recursive: true })).filter((name) => name.endsWith('.sealed'));
  t.is(files.length, 2);
});

each('somebody whose limits cannot be read holds up nobody else', async (t, database) => {
  const dataDir = await temporaryFolder(t);
  const history = new HistoryStore({ database, dataDir });
  for (const unreadable of [julie, paul]) {
    for (const userId of [julie, paul]) await history.store(callRecord({ userId, startedAt: daysAgo(31), endedAt: daysAgo(31) }));
    const limitsOf = async (userId: string) => {
      if (userId === unreadable) throw new Error('the plan is not there');
      return { ...noLimits, retentionDays: 30 };
    };
    await t.throwsAsync(deleteOldCalls({ database, dataDir, entitlements: { limitsOf }, clock }), { message: 'the plan is not there' });
    t.deepEqual(await database('calls').whereNot('user_id', unreadable).pluck('id'), []);
  }
});
