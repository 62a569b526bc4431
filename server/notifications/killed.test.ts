import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { silentLogger } from '../core/logger.ts';
import { HistoryStore } from '../history/store.ts';
import { callRecord } from '../testing/call-record.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { testRecordings } from '../testing/recordings.ts';
import { TestSmtpServer } from '../testing/smtp.ts';
import { testUsers } from '../testing/users.ts';
import { createNotifications } from './create.ts';

const program = fileURLToPath(new URL('../testing/notification-process.ts', import.meta.url));

test('a process that is killed before the mail server accepts loses nothing: its successor sends the e-mail, once', async (t) => {
  const { database, folder, file } = await temporaryDatabase(t);
  const server = new TestSmtpServer({ folder: join(folder, 'mail') });
  await server.start();
  t.teardown(() => server.stop());
  const users = await testUsers();
  const history = new HistoryStore({ database, dataDir: folder });
  await history.store(callRecord({ userId: users.all()[0]?.id ?? '' }));

  server.acceptAfterMs = 60_000;
  const first = spawn(process.execPath, [program, file, String(server.port)], { stdio: 'inherit' });
  await server.waitUntil(() => server.dataCount === 1, 60_000);
  first.kill('SIGKILL');
  await once(first, 'exit');
  const [row] = await database('outbox');
  t.is(row.delivered_at, null);
  t.is(row.attempts, 1);

  server.acceptAfterMs = 0;
  const smtp = { host: server.host, port: server.port, secure: false, from: 'repondeur@example.org' };
  const settings = { smtp, notifications: { attachRecording: true, maxAttachmentMegabytes: 10 } };
  const next = createNotifications({ settings, database, history, recordings: testRecordings(database), users, logger: silentLogger });
  t.teardown(() => next.stop());
  await next.start();
  await server.waitFor(1);
  await next.stop();
  t.not((await database('outbox').first()).delivered_at, null);
  t.is(server.received.length, 1);
});
