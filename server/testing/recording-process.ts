import { silentLogger } from '../core/logger.ts';
import { openDatabase } from '../database/open.ts';
import { openUserKeys } from '../database/secrets/open-keys.ts';
import { testRecordings } from './recordings.ts';

/** A process that does nothing but record, in real time, for a test to kill: node recording-process.ts <database> <master key> <path>. Frames of 20 ms, numbered from 1. */
const [file = '', masterKeyFile = '', path = ''] = process.argv.slice(2);
const database = await openDatabase({ client: 'better-sqlite3', file, logger: silentLogger });
const recordings = testRecordings(database, await openUserKeys(database, { file: masterKeyFile, logger: silentLogger }));
const writer = await recordings.create(path, 'julie', { sampleRateHz: 16_000, channels: 2 });
let frame = 0;
setInterval(() => {
  writer.write(new Int16Array(640).fill(++frame));
  process.send?.(frame);
}, 20);
