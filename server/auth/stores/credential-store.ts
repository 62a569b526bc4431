import type { Knex } from 'knex';
import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';

export interface Credential {
  passwordHash: string | null;
  /** Null while nobody has shown that the address is his. */
  verifiedAt: Date | null;
}

interface CredentialRow {
  user_id: string;
  password_hash: string | null;
  password_changed_at: string | null;
  email_verified_at: string | null;
}

/** Passwords, as bcrypt hashes, and whether addresses were verified. */
export class CredentialStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Null for an account that never had any, such as one of the settings. */
  async of(userId: string, joined: Knex = this.#database): Promise<Credential | null> {
    const row = await storing('Reading a password', () => joined<CredentialRow>('credentials').where({ user_id: userId }).first());
    return row ? { passwordHash: row.password_hash, verifiedAt: row.email_verified_at ? new Date(row.email_verified_at) : null } : null;
  }

  async setPassword(userId: string, hash: string, now: Date, joined: Knex = this.#database): Promise<void> {
    await this.#put(joined, { user_id: userId, password_hash: hash, password_changed_at: now.toISOString() });
  }

  async setVerified(userId: string, now: Date, joined: Knex = this.#database): Promise<void> {
    await this.#put(joined, { user_id: userId, email_verified_at: now.toISOString() });
  }

  async forget(userId: string, joined: Knex = this.#database): Promise<void> {
    await storing('Deleting a password', () => joined<CredentialRow>('credentials').where({ user_id: userId }).delete());
  }

  /** Who has registered before that time and never shown that the address is his. */
  async neverVerified(before: Date): Promise<string[]> {
    return await storing('Reading passwords', () =>
      this.#database<CredentialRow>('credentials')
        .whereNull('email_verified_at')
        .where('password_changed_at', '<', before.toISOString())
        .pluck('user_id'),
    );
  }

  async #put(database: Knex, row: Partial<CredentialRow>): Promise<void> {
    await storing('Writing a password', () => database<CredentialRow>('credentials').insert(row).onConflict('user_id').merge());
  }
}
