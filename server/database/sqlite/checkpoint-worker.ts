import { workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';

// PASSIVE waits for nobody, and nobody waits for it: https://www.sqlite.org/c3ref/wal_checkpoint_v2.html
const database = new Sqlite(workerData as string, { fileMustExist: true });
database.pragma('wal_checkpoint(PASSIVE)');
database.close();
