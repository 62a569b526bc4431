import type { Knex } from 'knex';
import type { AuditAct, AuditLog, AuditWriter } from '../../core/audit.ts';
import { type Clock, systemClock } from '../../core/clock.ts';
import { newId } from '../../core/ids.ts';
import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';
import type { UserCipher, UserKeys } from '../../database/secrets/user-keys.ts';
import type { Accounts } from '../../users/accounts.ts';
import { canonicalJson } from './canonical-json.ts';
import { type AuditRow, hashOf } from './chain.ts';
import type { HeadFile } from './head-file.ts';
import { networkOf } from './network.ts';

export interface AuditStoreOptions {
  database: Database;
  keys: UserKeys;
  /** Nothing is sealed for who is deleted: it would make him a new key. */
  accounts: Pick<Accounts, 'byId'>;
  /** Where the end of the chain is kept beside the database. */
  headFile?: HeadFile | undefined;
  clock?: Clock;
}

type Draft = Omit<AuditRow, 'seq' | 'at' | 'previous_hash' | 'hash'>;

/** The audit log in the database. */
export class AuditStore implements AuditLog {
  readonly #options: AuditStoreOptions;

  constructor(options: AuditStoreOptions) {
    this.#options = options;
  }

  /** Compares the log with its end beside the database, before anything is written. */
  async start(): Promise<void> {
    await this.#options.headFile?.start(this.#options.database);
  }

  async record(act: AuditAct): Promise<void> {
    const write = await this.prepare(act);
    await storing('Writing the audit log', () => this.#options.database.transaction((transaction) => write(transaction)));
  }

  async prepare(act: AuditAct): Promise<AuditWriter> {
    const { actor, target, personal, address } = act;
    const ofActor = address === undefined || actor.kind !== 'user' ? null : await this.#cipherOf(actor.id);
    const ofTarget = personal === undefined || target?.kind !== 'user' ? null : await this.#cipherOf(target.id);
    return (transaction, known) =>
      storing('Writing the audit log', () => this.#append(transaction, draftOf({ ...act, ...known }, ofActor, ofTarget)));
  }

  /** Resolves when the end of what was written so far stands beside the database. */
  async settled(): Promise<void> {
    await this.#options.headFile?.settled();
  }

  /**
   * The first statement takes the lock on the head: writers come one after the other, on both databases, until the transaction ends. Hence to be
   * the last thing that a transaction does.
   */
  async #append(transaction: Knex.Transaction, draft: Draft): Promise<void> {
    const { clock = systemClock, headFile } = this.#options;
    const [head] = (await transaction('audit_head')
      .where({ id: 1 })
      .update({ seq: transaction.raw('seq + 1') })
      .returning(['seq', 'hash'])) as [{ seq: number; hash: string }];
    const entry = { ...draft, seq: head.seq, at: clock.now().toISOString(), previous_hash: head.hash };
    const hash = hashOf(entry);
    await transaction('audit_log').insert({ ...entry, hash });
    await transaction('audit_head').where({ id: 1 }).update({ hash });
    void transaction.executionPromise?.then(
      () => headFile?.move({ seq: head.seq, hash }),
      // Rolled back: whoever made the transaction is told.
      () => {},
    );
  }

  /** Null where nobody's key can seal. */
  async #cipherOf(userId: string | null): Promise<UserCipher | null> {
    if (userId === null) return null;
    const account = await this.#options.accounts.byId(userId);
    if (!account || account.status === 'deleted') return null;
    return await this.#options.keys.cipherOf(userId);
  }
}

function draftOf({ actor, action, target, details, personal, address }: AuditAct, ofActor: UserCipher | null, ofTarget: UserCipher | null): Draft {
  const id = newId();
  return {
    id,
    actor_kind: actor.kind,
    actor_id: actor.id,
    action,
    target_kind: target?.kind ?? null,
    target_id: target?.id ?? null,
    details: details ? canonicalJson(details) : null,
    personal: personal ? (ofTarget?.seal(canonicalJson(personal), `audit_log.personal:${id}`) ?? null) : null,
    address: address === undefined ? null : (ofActor?.seal(address, `audit_log.address:${id}`) ?? null),
    network: address === undefined || ofActor ? null : networkOf(address),
  };
}
