import type { Knex } from 'knex';
import { storing } from '../../database/failures.ts';
import { type Database, isPostgres } from '../../database/open.ts';
import { type AuditRow, beginning, hashOf } from './chain.ts';
import type { AuditHead } from './head-file.ts';
import { prunedAction, type TakenAway } from './retention.ts';

/** What an audit of the audit log found. */
export interface AuditVerdict {
  /** How many entries are in order, from the first on that is kept. */
  entries: number;
  /** How many were taken away before it, because entries are kept for a time only. */
  takenAway: number;
  /** The last of them; to be noted elsewhere, and compared the next time. */
  head: AuditHead;
  /** The first thing that is wrong; null when all is in order. */
  broken: { seq: number; why: string } | null;
}

const batch = 500;

/**
 * Goes through the whole chain. `witnesses` are ends of the chain that were kept elsewhere: the entry must still be there as it was, unless it was taken away
 * since. Found are entries that were changed, taken out, put in or exchanged; a beginning that was cut off without an entry that says so; entries cut off at the
 * end as far as the head in the database or a witness knows them.
 * Somebody who can write the database, the head file and every witness can write a chain of his own.
 */
export async function verifyAudit(database: Database, witnesses: readonly { name: string; head: AuditHead }[] = []): Promise<AuditVerdict> {
  // One view of the tables: entries are written and taken away meanwhile.
  const view = isPostgres(database) ? ({ isolationLevel: 'repeatable read' } as const) : {};
  return await storing('Reading the audit log', () => database.transaction((transaction) => verifiedIn(transaction, witnesses), view));
}

async function verifiedIn(database: Knex.Transaction, witnesses: readonly { name: string; head: AuditHead }[]): Promise<AuditVerdict> {
  const stored = (await database('audit_head').where({ id: 1 }).first('seq', 'hash')) as AuditHead | undefined;
  const base = (await database('audit_base').where({ id: 1 }).first('seq', 'hash')) as AuditHead | undefined;
  if (!stored || !base)
    return { entries: 0, takenAway: 0, head: { seq: 0, hash: beginning }, broken: { seq: 0, why: 'an end of the chain is gone' } };
  const known = [{ name: 'the head in the database', head: stored }, ...witnesses].filter(({ head }) => head.seq > 0);
  let last = base;
  let taken: Partial<TakenAway> | null = base.seq === 0 ? base : null;
  const verdict = (broken: AuditVerdict['broken']) => ({ entries: last.seq - base.seq, takenAway: base.seq, head: last, broken });
  const failed = (seq: number, why: string) => verdict({ seq, why });
  const differs = ({ seq, hash }: AuditHead) => known.find(({ head }) => head.seq === seq && head.hash !== hash);
  const writtenAnew = (name: string) => `it is another than ${name} knows: the chain was written anew`;
  const first = differs(base);
  if (first) return failed(base.seq, writtenAnew(first.name));
  for (;;) {
    const rows: AuditRow[] = await database('audit_log').where('seq', '>', last.seq).orderBy('seq').limit(batch);
    for (const row of rows) {
      const why = faultOf(row, last);
      if (why) return failed(row.seq === last.seq + 1 ? row.seq : last.seq + 1, why);
      const other = differs(row);
      if (other) return failed(row.seq, writtenAnew(other.name));
      if (row.action === prunedAction) taken = JSON.parse(row.details ?? '{}') as Partial<TakenAway>;
      last = { seq: row.seq, hash: row.hash };
    }
    if (rows.length < batch) break;
  }
  const longer = known.find(({ head }) => head.seq > last.seq);
  if (longer) return failed(last.seq + 1, `it is missing: ${longer.name} knows ${longer.head.seq} entries, here are ${last.seq}`);
  if (taken?.seq !== base.seq || taken.hash !== base.hash) return failed(base.seq, 'it and those before it were taken away, and no entry says so');
  return verdict(null);
}

function faultOf(row: AuditRow, before: AuditHead): string | null {
  if (row.seq !== before.seq + 1) return `it is missing: the next one that is there is ${row.seq}`;
  if (row.previous_hash !== before.hash) return 'it does not follow the entry before it';
  return row.hash === hashOf(row) ? null : 'it was changed';
}
