import { hkdfSync, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { RepondeurError } from '../../core/errors.ts';
import { storing } from '../failures.ts';
import type { Database } from '../open.ts';
import type { MasterKey } from './master-keys.ts';
import { keyBytes, seal, unseal } from './seal.ts';

/** Seals and opens the texts of one user. `place` names the column and row a text belongs in ("turns.text:<call>:3"). */
export interface UserCipher {
  /** Tells nothing of the key: 8 characters. */
  readonly keyId: string;
  seal(text: string, place: string): string;
  /** Null when the text was sealed with a key that was erased since. Throws 'storage-failed' when it was tampered with. */
  open(sealed: string, place: string): string | null;
  /** Another key of 32 bytes, for one purpose: HKDF-SHA-256 (RFC 5869). `info` at most 1024 bytes. */
  derive(salt: Buffer, info: Buffer): Buffer;
}

/** Whose key seals what belongs to no user. Never a user's id, which is a UUID. */
export const systemOwner = 'system';

export interface UserKeyRow {
  user_id: string;
  key_id: string;
  master_key_id: string;
  wrapped: string;
}

const wrapPlace = (userId: string, keyId: string) => `user_keys.wrapped:${userId}:${keyId}`;

/** A key per user, wrapped by the master key. Nothing is kept in memory: an erased key is gone at once, in every process. */
export class UserKeys {
  readonly #database: Database;
  readonly #masterKeys: readonly MasterKey[];

  /** `masterKeys`: the one in use first. */
  constructor(database: Database, masterKeys: readonly MasterKey[]) {
    this.#database = database;
    this.#masterKeys = masterKeys;
  }

  /** Makes the user's key when he has none. Not inside a transaction: SQLite has one connection. */
  async cipherOf(userId: string): Promise<UserCipher> {
    return (await this.ciphersOf([userId])).get(userId) as UserCipher;
  }

  /** Of several users at once, for lists. */
  async ciphersOf(userIds: readonly string[]): Promise<Map<string, UserCipher>> {
    return await storing('Reading the keys of users', async () => {
      const wanted = [...new Set(userIds)];
      let rows = await this.#rows().whereIn('user_id', wanted);
      const missing = wanted.filter((id) => !rows.some(({ user_id }) => user_id === id));
      if (missing.length > 0) {
        for (const id of missing) await this.#make(id);
        rows = await this.#rows().whereIn('user_id', wanted);
      }
      return this.#ciphers(rows);
    });
  }

  /** To open only: who has no key, or not any more, gets none. */
  async existingCipherOf(userId: string): Promise<UserCipher | undefined> {
    return (await this.existingCiphersOf([userId])).get(userId);
  }

  /** To open only: who has no key, or not any more, is left out and gets none. */
  async existingCiphersOf(userIds: readonly string[]): Promise<Map<string, UserCipher>> {
    return await storing('Reading the keys of users', async () => this.#ciphers(await this.#rows().whereIn('user_id', [...new Set(userIds)])));
  }

  /** What was sealed for the user can never be opened again, in no backup either once the master key is rotated. */
  async erase(userId: string, transaction?: Knex.Transaction): Promise<void> {
    await storing("Erasing a user's key", () => (transaction ?? this.#database)<UserKeyRow>('user_keys').where({ user_id: userId }).delete());
  }

  /** Wraps every key with the master key in use. Resolves with how many were wrapped with another. All or nothing. */
  async rewrap(): Promise<number> {
    const current = this.#current();
    return await storing('Wrapping the keys of users anew', () =>
      this.#database.transaction(async (transaction) => {
        const rows = await transaction<UserKeyRow>('user_keys').whereNot({ master_key_id: current.id });
        for (const row of rows) {
          await transaction<UserKeyRow>('user_keys')
            .where({ user_id: row.user_id })
            .update(wrapped(row.user_id, row.key_id, this.#unwrap(row), current));
        }
        return rows.length;
      }),
    );
  }

  /** Two processes at once: the first key stays. */
  async #make(userId: string): Promise<void> {
    const keyId = randomBytes(6).toString('base64url');
    const row = { user_id: userId, key_id: keyId, ...wrapped(userId, keyId, randomBytes(keyBytes), this.#current()) };
    await this.#rows().insert(row).onConflict('user_id').ignore();
  }

  #unwrap({ user_id, key_id, master_key_id, wrapped: text }: UserKeyRow): Buffer {
    const master = this.#masterKeys.find(({ id }) => id === master_key_id);
    if (!master)
      throw new RepondeurError(
        'storage-failed',
        `The keys of users were wrapped by the master key ${master_key_id}, which is not here. Put its copy back (database.master_key_file).`,
      );
    return unseal(master.key, text, wrapPlace(user_id, key_id));
  }

  #ciphers(rows: readonly UserKeyRow[]): Map<string, UserCipher> {
    return new Map(rows.map((row) => [row.user_id, cipher(row.key_id, this.#unwrap(row))]));
  }

  #current(): MasterKey {
    return this.#masterKeys[0] as MasterKey;
  }

  #rows() {
    return this.#database<UserKeyRow>('user_keys');
  }
}

function wrapped(userId: string, keyId: string, key: Buffer, master: MasterKey): Pick<UserKeyRow, 'master_key_id' | 'wrapped'> {
  return { master_key_id: master.id, wrapped: seal(master.key, key, wrapPlace(userId, keyId)) };
}

function cipher(keyId: string, key: Buffer): UserCipher {
  return {
    keyId,
    seal: (text, place) => `${keyId}.${seal(key, Buffer.from(text), place)}`,
    open: (sealed, place) => (sealed.startsWith(`${keyId}.`) ? unseal(key, sealed.slice(keyId.length + 1), place).toString() : null),
    derive: (salt, info) => Buffer.from(hkdfSync('sha256', key, salt, info, keyBytes)),
  };
}
