import { silentLogger } from '../core/logger.ts';
import { openDatabase } from '../database/open.ts';
import { HistoryStore } from '../history/store.ts';
import { createNotifications } from '../notifications/create.ts';
import { testRecordings } from './recordings.ts';
import { testUsers } from './users.ts';

/** A process that does nothing but notify, for a test to kill: node notification-process.ts <database> <smtp port> */
const [file = '', port = ''] = process.argv.slice(2);
const database = await openDatabase({ client: 'better-sqlite3', file, logger: silentLogger });
const history = new HistoryStore({ database, dataDir: '/' });
const smtp = { host: '127.0.0.1', port: Number(port), secure: false, from: 'repondeur@example.org' };
const notifications = { attachRecording: true, maxAttachmentMegabytes: 10 };
await createNotifications({
  settings: { smtp, notifications },
  database,
  history,
  recordings: testRecordings(database),
  users: await testUsers(),
  logger: silentLogger,
  leaseMs: 1000,
}).start();
