import { forgetOldNotices } from '../billing/forget-notices.ts';
import type { Clock } from '../core/clock.ts';
import type { Entitlements } from '../core/entitlements.ts';
import type { Service } from '../core/health.ts';
import type { Logger } from '../core/logger.ts';
import { Periodic, type PeriodicOptions } from '../core/periodic.ts';
import type { Database } from '../database/open.ts';
import { forgetOldItems } from '../database/outbox-retention.ts';
import { deleteOldCalls } from '../history/retention.ts';

export interface RetentionOptions {
  database: Database;
  /** Recordings are stored by their path inside it. */
  dataDir: string;
  entitlements: Pick<Entitlements, 'limitsOf'>;
  logger: Logger;
  clock: Clock;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Deletes by itself what is old: calls by the plans of their users, what was announced, and which notices of payment were read. */
export function createRetention({ logger, clock, ...options }: RetentionOptions): Service {
  const every = (everyMs: number, work: PeriodicOptions['work'], failure: string) => new Periodic({ everyMs, work, failure, logger, clock });
  const all = [
    every(
      hourMs,
      (signal) => deleteOldCalls({ ...options, clock }, signal),
      'calls that are too old could not be deleted; it is tried again in an hour',
    ),
    every(
      dayMs,
      (signal) => forgetOldItems({ ...options, clock }, signal),
      'old items of the outbox could not be deleted; it is tried again tomorrow',
    ),
    every(dayMs, () => forgetOldNotices({ ...options, clock }), 'old notices of payment could not be forgotten; it is tried again tomorrow'),
  ];
  return {
    async start() {
      for (const one of all) await one.start();
    },
    async stop() {
      for (const one of all) await one.stop();
    },
  };
}
