import type { AuditActor, Json } from '../../core/audit.ts';
import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';
import { type Page, pageOf } from '../../database/page.ts';
import type { UserCipher, UserKeys } from '../../database/secrets/user-keys.ts';
import type { AuditRow } from './chain.ts';

export interface AuditQuery {
  limit: number;
  cursor?: string | undefined;
  /** A whole action ("user.suspended"), or its beginning up to a dot ("user"). */
  action?: string | undefined;
  /** Who acted. */
  actorId?: string | undefined;
  /** What it was done to. */
  targetId?: string | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
}

/** An entry as administrators read it. */
export interface AuditEntry {
  seq: number;
  id: string;
  at: Date;
  actor: AuditActor;
  action: string;
  target: { kind: string; id: string } | null;
  details: Json;
  /** Null also where it was sealed for a user who is erased. */
  personal: Json;
  /** The address or, where nobody could seal it, its network. */
  from: string | null;
  hash: string;
}

/** The audit log, the newest first. */
export class AuditReader {
  readonly #database: Database;
  readonly #keys: UserKeys;

  constructor(database: Database, keys: UserKeys) {
    this.#database = database;
    this.#keys = keys;
  }

  async list({ limit, cursor, action, actorId, targetId, since, until }: AuditQuery): Promise<Page<AuditEntry>> {
    return await storing('Reading the audit log', async () => {
      const query = this.#database<AuditRow>('audit_log').select();
      if (action !== undefined) query.where((some) => some.where({ action }).orWhere('action', 'like', `${action.replaceAll(/[^\w.-]/g, '')}.%`));
      if (actorId !== undefined) query.where({ actor_id: actorId });
      if (targetId !== undefined) query.where({ target_id: targetId });
      if (since) query.where('at', '>=', since.toISOString());
      if (until) query.where('at', '<', until.toISOString());
      const { items, nextCursor } = await pageOf<AuditRow>(query, { limit, cursor, key: 'seq', numeric: ['seq'] });
      const people = items.flatMap(({ actor_id, target_id }) => [actor_id, target_id]).filter((id) => id !== null);
      const ciphers = await this.#keys.existingCiphersOf(people);
      return { items: items.map((row) => entryOf(row, ciphers)), nextCursor };
    });
  }
}

function entryOf(row: AuditRow, ciphers: ReadonlyMap<string, UserCipher>): AuditEntry {
  const opened = (userId: string | null, sealed: string | null, place: string) =>
    sealed === null ? null : (ciphers.get(userId ?? '')?.open(sealed, place) ?? null);
  return {
    seq: row.seq,
    id: row.id,
    at: new Date(row.at),
    actor: { kind: row.actor_kind as AuditActor['kind'], id: row.actor_id },
    action: row.action,
    target: row.target_kind === null || row.target_id === null ? null : { kind: row.target_kind, id: row.target_id },
    details: parsed(row.details),
    personal: parsed(opened(row.target_id, row.personal, `audit_log.personal:${row.id}`)),
    from: opened(row.actor_id, row.address, `audit_log.address:${row.id}`) ?? row.network,
    hash: row.hash,
  };
}

const parsed = (text: string | null): Json => (text === null ? null : (JSON.parse(text) as Json));
