import { randomBytes } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';
import type { UserKeys } from '../../database/secrets/user-keys.ts';
import { systemKey } from '../system-key.ts';

export interface SigningKey {
  /** The token's `kid`. */
  id: string;
  secret: Uint8Array;
  createdAt: Date;
}

interface KeyRow {
  id: string;
  sealed: string;
  created_at: string;
}

/** A new key is made when the newest is this old. */
const changeAfterMs = 30 * 86_400_000;
/** An older key verifies until the last token it signed is over: 15 minutes, and an hour for clocks and servers that learn of the new key late. */
const keptForMs = 75 * 60_000;
/** Somebody who sends made-up ids must not have the table read each time. */
const readAgainAfterMs = 2_000;

const place = (id: string) => `signing_keys.sealed:${id}`;

/** The keys that access tokens are signed with (HS256: whoever verifies is the one who signs). Shared by all servers of a database, sealed there. */
export class SigningKeys {
  readonly #options: { database: Database; keys: UserKeys; clock: Clock };
  /** The newest first. */
  #known: SigningKey[] = [];
  #readAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: { database: Database; keys: UserKeys; clock: Clock }) {
    this.#options = options;
  }

  /** The one to sign with. */
  async current(): Promise<SigningKey> {
    const newest = this.#known[0];
    if (newest && !this.#isOld(newest)) return newest;
    await this.#read();
    const found = this.#known[0];
    return found && !this.#isOld(found) ? found : await this.rotate();
  }

  /** By a token's `kid`; null when there is none, or not any more. */
  async byId(id: string): Promise<SigningKey | null> {
    const known = this.#usable(id);
    if (known || this.#options.clock.nowMs() - this.#readAtMs < readAgainAfterMs) return known;
    await this.#read();
    return this.#usable(id);
  }

  /** A new key from now on. Tokens of the older ones go on until they expire. */
  async rotate(): Promise<SigningKey> {
    const { database, keys, clock } = this.#options;
    const cipher = await systemKey(keys);
    const made: SigningKey = { id: randomBytes(9).toString('base64url'), secret: randomBytes(32), createdAt: clock.now() };
    const row = {
      id: made.id,
      sealed: cipher.seal(Buffer.from(made.secret).toString('base64url'), place(made.id)),
      created_at: made.createdAt.toISOString(),
    };
    await storing('Making a signing key', () => database<KeyRow>('signing_keys').insert(row));
    this.#known = [made, ...this.#known];
    return made;
  }

  #isOld({ createdAt }: SigningKey): boolean {
    return this.#options.clock.now().getTime() - createdAt.getTime() > changeAfterMs;
  }

  #usable(id: string): SigningKey | null {
    const index = this.#known.findIndex((key) => key.id === id);
    const next = this.#known[index - 1];
    const replacedMs = next ? this.#options.clock.now().getTime() - next.createdAt.getTime() : 0;
    return index >= 0 && replacedMs < keptForMs ? (this.#known[index] as SigningKey) : null;
  }

  /** Keys whose sealing key was erased open no more: they are left out, and their tokens with them. */
  async #read(): Promise<void> {
    const { database, keys, clock } = this.#options;
    this.#readAtMs = clock.nowMs();
    const cipher = await systemKey(keys);
    const rows = await storing('Reading the signing keys', () => database<KeyRow>('signing_keys').orderBy('created_at', 'desc').limit(20));
    this.#known = rows.flatMap(({ id, sealed, created_at }) => {
      const secret = cipher.open(sealed, place(id));
      return secret === null ? [] : [{ id, secret: Buffer.from(secret, 'base64url'), createdAt: new Date(created_at) }];
    });
  }
}
