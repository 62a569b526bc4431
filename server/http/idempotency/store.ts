import { type Clock, systemClock } from '../../core/clock.ts';
import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';
import { systemOwner, type UserCipher, type UserKeys } from '../../database/secrets/user-keys.ts';
import type { IdempotencyKeys, KeptAnswer, KeyState, KeyUse } from './contract.ts';

/** An answer is kept this long; clients repeat within seconds. */
const keptMs = 24 * 60 * 60 * 1000;
/** A request whose server died gives its key back after this; no request takes as long. */
const runningMs = 60 * 1000;

/** Followed by the id of the account (once.ts). */
const accountScope = 'user:';

interface KeyRow {
  scope: string;
  key: string;
  fingerprint: string;
  status: number | null;
  /** Sealed, as the body is. */
  headers: string | null;
  body: string | null;
  created_at: string;
  expires_at: string;
}

/** The keys in the database. Answers are sealed with the key of the account, those to nobody with the system's. */
export class IdempotencyStore implements IdempotencyKeys {
  readonly #database: Database;
  readonly #keys: Pick<UserKeys, 'cipherOf'>;
  readonly #clock: Clock;

  constructor(database: Database, keys: Pick<UserKeys, 'cipherOf'>, clock: Clock = systemClock) {
    this.#database = database;
    this.#keys = keys;
    this.#clock = clock;
  }

  async begin({ scope, key, fingerprint }: KeyUse): Promise<KeyState> {
    const now = this.#clock.now();
    const cipher = await this.#cipherOf(scope);
    const request = keyed(cipher, fingerprint);
    return await storing('Keeping an idempotency key', async () => {
      await this.#rows().where('expires_at', '<=', now.toISOString()).delete();
      const row = { scope, key, fingerprint: request, created_at: now.toISOString(), expires_at: after(now, runningMs) };
      const taken = await this.#rows().insert(row).onConflict(['scope', 'key']).ignore().returning('key');
      if (taken.length > 0) return { state: 'new' };
      return stateOf(await this.#rows().where({ scope, key }).first(), request, cipher);
    });
  }

  async finish({ scope, key }: KeyUse, { status, headers, body }: KeptAnswer): Promise<void> {
    const cipher = await this.#cipherOf(scope);
    const answer = {
      status,
      headers: cipher.seal(JSON.stringify(headers), placeOf(scope, key, 'headers')),
      body: cipher.seal(JSON.stringify(body ?? null), placeOf(scope, key, 'body')),
      expires_at: after(this.#clock.now(), keptMs),
    };
    await storing('Keeping an answer', () => this.#rows().where({ scope, key }).update(answer));
  }

  async release({ scope, key }: KeyUse): Promise<void> {
    await storing('Giving an idempotency key back', () => this.#rows().where({ scope, key }).whereNull('status').delete());
  }

  #cipherOf(scope: string): Promise<UserCipher> {
    return this.#keys.cipherOf(scope.startsWith(accountScope) ? scope.slice(accountScope.length) : systemOwner);
  }

  #rows() {
    return this.#database<KeyRow>('idempotency_keys');
  }
}

const placeOf = (scope: string, key: string, column: 'headers' | 'body') => `idempotency_keys.${column}:${scope}:${key}`;

/** A digest of what was sent can be guessed at by whoever has the database; one under a key cannot. */
const keyed = (cipher: UserCipher, fingerprint: string) =>
  cipher.derive(Buffer.alloc(0), Buffer.from(`idempotency_keys.fingerprint:${fingerprint}`)).toString('base64url');

/** A row that has gone between two statements counts as running: the client tries again. */
function stateOf(row: KeyRow | undefined, request: string, cipher: UserCipher): KeyState {
  if (!row) return { state: 'running' };
  if (row.fingerprint !== request) return { state: 'other-request' };
  if (row.status === null) return { state: 'running' };
  const text = (column: 'headers' | 'body') => cipher.open(row[column] ?? '', placeOf(row.scope, row.key, column));
  const [headers, body] = [text('headers'), text('body')];
  // Of an account whose key was erased and made anew nothing is repeated.
  if (headers === null || body === null) return { state: 'other-request' };
  return { state: 'done', answer: { status: row.status, headers: JSON.parse(headers), body: JSON.parse(body) } };
}

const after = (now: Date, ms: number) => new Date(now.getTime() + ms).toISOString();
