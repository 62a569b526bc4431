import type { Knex } from 'knex';
import type { AuditLog } from '../../core/audit.ts';
import type { Clock } from '../../core/clock.ts';
import type { Service } from '../../core/health.ts';
import type { Logger } from '../../core/logger.ts';
import { Periodic } from '../../core/periodic.ts';
import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';
import type { AuditHead } from './head-file.ts';

/** The action of the entry that says what was taken away; its details are a {@link TakenAway}. */
export const prunedAction = 'audit.pruned';

/** The last entry that was taken away, and how many went with it. What is left is chained to that hash. */
export type TakenAway = { seq: number; hash: string; entries: number };

/**
 * Takes the entries from before a moment away, up to the first that is younger; the chain begins behind them then. That it does is itself an entry, in the same
 * transaction: a log that was cut off otherwise is found out. Resolves with how many went.
 */
export async function pruneAudit(database: Database, audit: AuditLog, before: Date): Promise<number> {
  const write = await audit.prepare({ actor: { kind: 'system', id: null }, action: prunedAction });
  return await storing('Taking old entries of the audit log away', () =>
    database.transaction(async (transaction) => {
      // Two servers at once: the second waits here, and finds nothing left to take.
      await transaction('audit_base').where({ id: 1 }).forUpdate().first('seq');
      const last = await lastBefore(transaction, before);
      if (!last) return 0;
      await transaction('audit_base').where({ id: 1 }).update(last);
      const entries = await transaction('audit_log').where('seq', '<=', last.seq).delete();
      const details: TakenAway = { ...last, entries };
      await write(transaction, { action: prunedAction, details });
      return entries;
    }),
  );
}

/** A clock may have been set back: the part that goes ends before the first entry that is to stay. */
async function lastBefore(transaction: Knex.Transaction, before: Date): Promise<AuditHead | undefined> {
  const kept = await transaction('audit_log').where('at', '>=', before.toISOString()).min({ seq: 'seq' }).first();
  const old = transaction('audit_log').orderBy('seq', 'desc');
  if (kept?.seq) old.where('seq', '<', kept.seq);
  return await old.first('seq', 'hash');
}

export interface AuditRetentionOptions {
  database: Database;
  audit: AuditLog;
  /** How long entries are kept; undefined: for ever. */
  days: number | undefined;
  clock: Clock;
  logger: Logger;
}

const dayMs = 86_400_000;

/** Takes away what is old, at the start and once a day. */
export function auditRetention({ database, audit, days, clock, logger }: AuditRetentionOptions): Service {
  return new Periodic({
    everyMs: dayMs,
    work: async () => {
      if (days !== undefined) await pruneAudit(database, audit, new Date(clock.now().getTime() - days * dayMs));
    },
    failure: 'old entries of the audit log could not be taken away; it is tried again tomorrow',
    logger,
    clock,
  });
}
