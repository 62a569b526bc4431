import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';
import { type AuditRow, beginning, hashOf } from './chain.ts';
import type { AuditHead } from './head-file.ts';

/** What an audit of the audit log found. */
export interface AuditVerdict {
  /** How many entries are in order, from the first on. */
  entries: number;
  /** The last of them; to be noted elsewhere, and compared the next time. */
  head: AuditHead;
  /** The first thing that is wrong; null when all is in order. */
  broken: { seq: number; why: string } | null;
}

const batch = 500;

/**
 * Goes through the whole chain. `witnesses` are ends of the chain that were kept elsewhere: the entry must still be there as it was. Found are entries that
 * were changed, taken out, put in or exchanged; entries cut off at the end as far as the head in the database or a witness knows them.
 * Somebody who can write the database, the head file and every witness can write a chain of his own.
 */
export async function verifyAudit(database: Database, witnesses: readonly { name: string; head: AuditHead }[] = []): Promise<AuditVerdict> {
  return await storing('Reading the audit log', async () => {
    // Before the entries: what is written meanwhile comes behind it.
    const stored = (await database('audit_head').where({ id: 1 }).first('seq', 'hash')) as AuditHead | undefined;
    const known = [...(stored ? [{ name: 'the head in the database', head: stored }] : []), ...witnesses].filter(({ head }) => head.seq > 0);
    let last: AuditHead = { seq: 0, hash: beginning };
    const failed = (seq: number, why: string) => ({ entries: last.seq, head: last, broken: { seq, why } });
    if (!stored) return failed(0, 'the head of the chain is gone');
    for (;;) {
      const rows: AuditRow[] = await database('audit_log').where('seq', '>', last.seq).orderBy('seq').limit(batch);
      for (const row of rows) {
        const why = faultOf(row, last);
        if (why) return failed(row.seq === last.seq + 1 ? row.seq : last.seq + 1, why);
        const other = known.find(({ head }) => head.seq === row.seq && head.hash !== row.hash);
        if (other) return failed(row.seq, `it is another than ${other.name} knows: the chain was written anew`);
        last = { seq: row.seq, hash: row.hash };
      }
      if (rows.length < batch) break;
    }
    const longer = known.find(({ head }) => head.seq > last.seq);
    if (longer) return failed(last.seq + 1, `it is missing: ${longer.name} knows ${longer.head.seq} entries, here are ${last.seq}`);
    return { entries: last.seq, head: last, broken: null };
  });
}

function faultOf(row: AuditRow, before: AuditHead): string | null {
  if (row.seq !== before.seq + 1) return `it is missing: the next one that is there is ${row.seq}`;
  if (row.previous_hash !== before.hash) return 'it does not follow the entry before it';
  return row.hash === hashOf(row) ? null : 'it was changed';
}
