import { readHeadFile } from '../admin/audit/head-file.ts';
import { type AuditEntry, AuditReader } from '../admin/audit/list.ts';
import { verifyAudit } from '../admin/audit/verify.ts';
import { auditHeadFile } from '../admin/create.ts';
import { RepondeurError } from '../core/errors.ts';
import { type Database, openDatabase } from '../database/open.ts';
import { openUserKeys } from '../database/secrets/open-keys.ts';
import { createLogger } from '../observability/logger.ts';
import { loadSettings } from '../settings/load.ts';
import type { Settings } from '../settings/schema.ts';
import type { CommandContext } from './context.ts';
import { settingsAreThere } from './settings-file.ts';

export interface AuditListOptions {
  action?: string;
  actor?: string;
  target?: string;
  since?: string;
  limit?: number;
  json?: boolean;
}

/** `audit list`: the newest first. */
export async function listAudit({ action, actor, target, since, limit = 50, json }: AuditListOptions, context: CommandContext): Promise<number> {
  const from = since === undefined ? undefined : new Date(since);
  if (from && Number.isNaN(from.getTime()))
    throw new RepondeurError('bad-input', `--since ${JSON.stringify(since)} is no time: 2026-05-04 or 2026-05-04T10:00:00Z`);
  return await withDatabase(context, async (database, settings) => {
    const source = {
      file: settings.database.masterKeyFile,
      credentialsDirectory: context.env.CREDENTIALS_DIRECTORY,
      logger: createLogger(settings.log),
    };
    const reader = new AuditReader(database, await openUserKeys(database, source));
    let cursor: string | undefined;
    for (let left = limit; left > 0; ) {
      const page = await reader.list({ limit: Math.min(left, 100), cursor, action, actorId: actor, targetId: target, since: from });
      for (const entry of page.items) context.stdout.write(`${json ? JSON.stringify(entry) : lineOf(entry)}\n`);
      left -= page.items.length;
      if (page.nextCursor === null || context.signal.aborted) break;
      cursor = page.nextCursor;
    }
    return 0;
  });
}

/** `audit verify`: 0 when the whole chain is in order, 1 with the first entry that is not. `head` is an end that an earlier run printed: "12:9f86d0…". */
export async function verifyAuditLog({ head, json }: { head?: string; json?: boolean }, context: CommandContext): Promise<number> {
  const noted = head === undefined ? [] : [{ name: 'the end that was given', head: headOf(head) }];
  return await withDatabase(context, async (database, { dataDir }) => {
    const kept = await readHeadFile(auditHeadFile(dataDir));
    const witnesses = [...(kept ? [{ name: auditHeadFile(dataDir), head: kept }] : []), ...noted];
    const verdict = await verifyAudit(database, witnesses);
    const { entries, takenAway, broken } = verdict;
    const end = `${verdict.head.seq}:${verdict.head.hash}`;
    if (json) context.stdout.write(`${JSON.stringify({ ...verdict, end })}\n`);
    else if (broken) context.stdout.write(`Entry ${broken.seq} is not in order: ${broken.why}. The ${entries} before it are.\n`);
    else
      context.stdout.write(
        `All ${entries} entries are in order${takenAway === 0 ? '' : `; ${takenAway} older ones were taken away (log.audit_days)`}. The end of the chain, to be noted elsewhere and given to --head the next time:\n${end}\n`,
      );
    return broken ? 1 : 0;
  });
}

function headOf(text: string): { seq: number; hash: string } {
  const [, seq, hash] = /^(\d{1,10}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  if (seq === undefined || hash === undefined)
    throw new RepondeurError('bad-input', '--head takes what audit verify has printed: a number, a colon and 64 hexadecimal digits');
  return { seq: Number(seq), hash };
}

const lineOf = ({ seq, at, actor, action, target, details, from }: AuditEntry) =>
  [
    String(seq).padStart(6),
    at.toISOString(),
    `${actor.kind}${actor.id === null ? '' : ` ${actor.id}`}`,
    action,
    target ? `${target.kind} ${target.id}` : '',
    from ?? '',
    details === null ? '' : JSON.stringify(details),
  ]
    .filter((part) => part !== '')
    .join('  ');

async function withDatabase(context: CommandContext, work: (database: Database, settings: Settings) => Promise<number>): Promise<number> {
  await settingsAreThere(context.places);
  const settings = await loadSettings({ path: context.places.settingsPath, env: context.env });
  const database = await openDatabase({ ...settings.database, logger: createLogger(settings.log) });
  try {
    return await work(database, settings);
  } finally {
    await database.destroy();
  }
}
