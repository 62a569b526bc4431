import { type Clock, systemClock } from '../../core/clock.ts';
import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';
import type { IdempotencyKeys, KeptAnswer, KeyState, KeyUse } from './contract.ts';

/** An answer is kept this long; clients repeat within seconds. */
const keptMs = 24 * 60 * 60 * 1000;
/** A request whose server died gives its key back after this; no request takes as long. */
const runningMs = 60 * 1000;

interface KeyRow {
  scope: string;
  key: string;
  fingerprint: string;
  status: number | null;
  headers: string | null;
  body: string | null;
  created_at: string;
  expires_at: string;
}

/** The keys in the database. */
export class IdempotencyStore implements IdempotencyKeys {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock = systemClock) {
    this.#database = database;
    this.#clock = clock;
  }

  async begin({ scope, key, fingerprint }: KeyUse): Promise<KeyState> {
    const now = this.#clock.now();
    return await storing('Keeping an idempotency key', async () => {
      await this.#rows().where('expires_at', '<=', now.toISOString()).delete();
      const row = { scope, key, fingerprint, created_at: now.toISOString(), expires_at: after(now, runningMs) };
      const taken = await this.#rows().insert(row).onConflict(['scope', 'key']).ignore().returning('key');
      if (taken.length > 0) return { state: 'new' };
      return stateOf(await this.#rows().where({ scope, key }).first(), fingerprint);
    });
  }

  async finish({ scope, key }: KeyUse, { status, headers, body }: KeptAnswer): Promise<void> {
    const answer = { status, headers: JSON.stringify(headers), body: JSON.stringify(body ?? null), expires_at: after(this.#clock.now(), keptMs) };
    await storing('Keeping an answer', () => this.#rows().where({ scope, key }).update(answer));
  }

  async release({ scope, key }: KeyUse): Promise<void> {
    await storing('Giving an idempotency key back', () => this.#rows().where({ scope, key }).whereNull('status').delete());
  }

  #rows() {
    return this.#database<KeyRow>('idempotency_keys');
  }
}

/** A row that has gone between two statements counts as running: the client tries again. */
function stateOf(row: KeyRow | undefined, fingerprint: string): KeyState {
  if (!row) return { state: 'running' };
  if (row.fingerprint !== fingerprint) return { state: 'other-request' };
  if (row.status === null) return { state: 'running' };
  return { state: 'done', answer: { status: row.status, headers: JSON.parse(row.headers ?? '{}'), body: JSON.parse(row.body ?? 'null') } };
}

const after = (now: Date, ms: number) => new Date(now.getTime() + ms).toISOString();
