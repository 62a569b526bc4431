import type { Knex } from 'knex';
import { newId } from '../core/ids.ts';
import { type Database, isPostgres } from './open.ts';

/** Something to announce, once. */
export interface OutboxItem {
  id: string;
  kind: string;
  payload: unknown;
  /** How often it was tried, this time included. */
  attempts: number;
  createdAt: Date;
}

interface OutboxRow {
  id: string;
  kind: string;
  payload: string;
  attempts: number;
  created_at: string;
}

export interface NewOutboxItem {
  kind: string;
  /** A second item with the same key is not queued. */
  idempotencyKey: string;
  payload: unknown;
  now: Date;
  /** Not before this time. Default now. */
  dueAt?: Date;
}

/** Queues an item inside the transaction of what it announces: both are kept, or neither. */
export async function queue(transaction: Knex.Transaction, { kind, idempotencyKey, payload, now, dueAt = now }: NewOutboxItem): Promise<void> {
  const at = now.toISOString();
  await transaction('outbox')
    .insert({
      id: newId(),
      kind,
      idempotency_key: idempotencyKey,
      payload: JSON.stringify(payload),
      created_at: at,
      next_attempt_at: dueAt.toISOString(),
    })
    .onConflict('idempotency_key')
    .ignore();
}

/** An item that was to wait, and was not tried yet, waits no more. */
export async function makeDue(transaction: Knex.Transaction, idempotencyKey: string, now: Date): Promise<void> {
  await transaction('outbox')
    .where({ idempotency_key: idempotencyKey, attempts: 0 })
    .where('next_attempt_at', '>', now.toISOString())
    .update({ next_attempt_at: now.toISOString() });
}

/** The outbox as a worker sees it. A claim is a lease: while it is renewed no other worker gets the item; when its worker dies it runs out. */
export class Outbox {
  readonly #database: Database;
  readonly #worker: string;

  /** `worker` names the holder of the leases; it must be new for each worker and start. */
  constructor(database: Database, worker: string = newId()) {
    this.#database = database;
    this.#worker = worker;
  }

  /** Takes the item that has been due for longest; null when none is. One statement, so that two workers never get the same. */
  async claim(kinds: readonly string[], now: Date, leaseMs: number): Promise<OutboxItem | null> {
    const free = (query: Knex.QueryBuilder) =>
      query
        .whereNull('delivered_at')
        .whereNull('dead_at')
        .where('next_attempt_at', '<=', now.toISOString())
        .where((lock) => lock.whereNull('locked_until').orWhere('locked_until', '<=', now.toISOString()));
    const next = free(this.#database('outbox').select('id').whereIn('kind', kinds)).orderBy('next_attempt_at').limit(1);
    // Two workers at once: the second takes another item instead of waiting for the first. SQLite has one writer anyway.
    if (isPostgres(this.#database)) next.forUpdate().skipLocked();
    const rows: OutboxRow[] = await free(this.#database('outbox').where('id', next))
      .update({ locked_by: this.#worker, locked_until: later(now, leaseMs), attempts: this.#database.raw('attempts + 1') })
      .returning(['id', 'kind', 'payload', 'attempts', 'created_at']);
    const row = rows[0];
    return row ? { id: row.id, kind: row.kind, payload: JSON.parse(row.payload), attempts: row.attempts, createdAt: new Date(row.created_at) } : null;
  }

  /** Keeps the lease; false when it ran out and another worker took the item. */
  async renew(id: string, now: Date, leaseMs: number): Promise<boolean> {
    return (await this.#held(id).update({ locked_until: later(now, leaseMs) })) === 1;
  }

  /** Holds whoever has the lease: a delivery that took place is never forgotten. What was delivered is: it may be about somebody who is deleted later. */
  async delivered(id: string, now: Date): Promise<void> {
    await this.#database('outbox')
      .where({ id })
      .update({ delivered_at: now.toISOString(), last_error: null, payload: 'null', ...unlocked });
  }

  async retryAt(id: string, at: Date, error: string): Promise<void> {
    await this.#held(id).update({ next_attempt_at: at.toISOString(), last_error: error, ...unlocked });
  }

  async dead(id: string, now: Date, error: string): Promise<void> {
    await this.#held(id).update({ dead_at: now.toISOString(), last_error: error, payload: 'null', ...unlocked });
  }

  /** When the next item can be claimed; null when nothing waits. */
  async nextDueAt(kinds: readonly string[]): Promise<Date | null> {
    const row = await this.#waiting(kinds)
      .min({ due: this.#database.raw('case when locked_until > next_attempt_at then locked_until else next_attempt_at end') })
      .first();
    return row?.due ? new Date(row.due) : null;
  }

  #waiting(kinds: readonly string[]): Knex.QueryBuilder {
    return this.#database('outbox').whereNull('delivered_at').whereNull('dead_at').whereIn('kind', kinds);
  }

  #held(id: string): Knex.QueryBuilder {
    return this.#database('outbox').where({ id, locked_by: this.#worker });
  }
}

const unlocked = { locked_by: null, locked_until: null };

function later(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString();
}
