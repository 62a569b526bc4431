import { join } from 'node:path';
import { LogStore } from '../observability/log-store.ts';
import type { Settings } from '../settings/schema.ts';

/** Where the server keeps its log, as the settings want it. */
export function logStoreOf({ dataDir, log }: Pick<Settings, 'dataDir' | 'log'>): LogStore {
  return new LogStore({ directory: join(dataDir, 'logs'), maxBytes: log.keepMegabytes * 1024 * 1024 });
}
