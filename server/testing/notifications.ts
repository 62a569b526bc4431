import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { tone } from '../audio/sound.ts';
import { silentLogger } from '../core/logger.ts';
import type { OutboxWorker } from '../database/outbox-worker/worker.ts';
import type { CallRecord, RecordingFile } from '../history/contract.ts';
import type { Recordings } from '../history/recordings/recordings.ts';
import { HistoryStore } from '../history/store.ts';
import { createNotifications, type NotificationsOptions } from '../notifications/create.ts';
import { callRecord } from './call-record.ts';
import { temporaryDatabase } from './database.ts';
import { storeRecording, testRecordings } from './recordings.ts';
import { TestSmtpServer } from './smtp.ts';
import { testUsers } from './users.ts';

export const notificationSettings = { attachRecording: true, maxAttachmentMegabytes: 10 };

export interface NotificationScene extends Awaited<ReturnType<typeof temporaryDatabase>> {
  server: TestSmtpServer;
  history: HistoryStore;
  recordings: Recordings;
  worker: OutboxWorker;
  results: string[];
  /** Another worker on the same outbox, not started. */
  another(options?: Partial<NotificationsOptions>): OutboxWorker;
  store(changes?: Partial<CallRecord>): Promise<CallRecord>;
  /** A call with a sealed recording, not stored. */
  recorded(ms: number): Promise<CallRecord & { recording: RecordingFile }>;
  row(): Promise<Record<string, unknown>>;
}

/** A database, a mail server that is up, and a worker that is not started and retries at once. */
export async function notificationScene(t: ExecutionContext, options: Partial<NotificationsOptions> = {}): Promise<NotificationScene> {
  const opened = await temporaryDatabase(t);
  const { database, folder } = opened;
  const server = new TestSmtpServer({ folder: join(folder, 'mail') });
  await server.start();
  t.teardown(() => server.stop());
  const users = await testUsers();
  const results: string[] = [];
  const history = new HistoryStore({ database, dataDir: folder, onQueued: () => worker.notify() });
  const recordings = testRecordings(database);
  const another = (changes: Partial<NotificationsOptions> = {}) => {
    const smtp = { host: server.host, port: server.port, secure: false, from: 'repondeur@example.org' };
    const made = createNotifications({
      settings: { smtp, notifications: notificationSettings },
      database,
      history,
      recordings,
      users,
      logger: silentLogger,
      delayMs: () => 50,
      graceMs: 200,
      onResult: (result) => results.push(result),
      ...options,
      ...changes,
    });
    t.teardown(() => made.stop());
    return made;
  };
  const worker = another();
  return {
    ...opened,
    server,
    history,
    recordings,
    worker,
    results,
    another,
    async store(changes = {}) {
      const record = callRecord({ userId: users.all()[0]?.id ?? '', ...changes });
      await history.store(record);
      return record;
    },
    async recorded(ms) {
      const record = callRecord({ userId: users.all()[0]?.id ?? '' });
      const sound = tone({ frequencyHz: 300, ms: ms * 2 });
      return { ...record, recording: await storeRecording(recordings, join(folder, `${record.id}.wav.sealed`), record.userId, sound) };
    },
    row: async () => await database('outbox').first(),
  };
}

/** Waits for something in the database that no event tells of. */
export async function eventually(t: ExecutionContext, condition: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > giveUpAt) return t.fail('it did not come about');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
