import type { Knex } from 'knex';
import type { Permission, Role } from '../../core/access.ts';
import { newId } from '../../core/ids.ts';
import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';
import { type Page, pageOf } from '../../database/page.ts';
import { hashOf, newSecretText } from '../tokens/secret-text.ts';

/** By it a key is told from a token, and found by those who look for leaked ones. */
export const apiKeyPrefix = 'rpk_';

export interface ApiKey {
  id: string;
  name: string;
  scopes: Permission[];
  createdAt: Date;
  /** Null: until it is ended. */
  expiresAt: Date | null;
}

interface ApiKeyRow {
  id: string;
  user_id: string;
  name: string;
  key_hash: string;
  scopes: string;
  created_at: string;
  expires_at: string | null;
  second_factor_at: string | null;
}

export interface KeyOwner {
  userId: string;
  status: 'active' | 'suspended' | 'deleted';
  roles: Role[];
  scopes: Permission[];
  /** Whether it was made by somebody who had shown a second factor. */
  secondFactor: boolean;
}

/** Keys of programs. The database has their hash alone. */
export class ApiKeyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The key itself is returned this once. */
  async create(
    userId: string,
    { name, scopes, expiresAt, secondFactor }: Pick<ApiKey, 'name' | 'scopes' | 'expiresAt'> & { secondFactor: boolean },
    now: Date,
    joined: Knex = this.#database,
  ): Promise<ApiKey & { key: string }> {
    const key = `${apiKeyPrefix}${newSecretText()}`;
    const row: ApiKeyRow = {
      id: newId(),
      user_id: userId,
      name,
      key_hash: hashOf(key),
      scopes: JSON.stringify(scopes),
      created_at: now.toISOString(),
      expires_at: expiresAt?.toISOString() ?? null,
      second_factor_at: secondFactor ? now.toISOString() : null,
    };
    await storing('Making an API key', () => this.#rows(joined).insert(row));
    return { ...apiKeyOf(row), key };
  }

  async list(userId: string, page: { limit: number; cursor?: string | undefined }): Promise<Page<ApiKey>> {
    const { items, nextCursor } = await storing('Reading the API keys', () => pageOf<ApiKeyRow>(this.#rows().where({ user_id: userId }), page));
    return { items: items.map(apiKeyOf), nextCursor };
  }

  /** False when the user has no such key. */
  async remove(userId: string, id: string): Promise<boolean> {
    return (await storing('Ending an API key', () => this.#rows().where({ user_id: userId, id }).delete())) > 0;
  }

  /** Of all keys of a user. */
  async forgetSecondFactor(userId: string): Promise<void> {
    await storing('Forgetting a second factor', () => this.#rows().where({ user_id: userId }).update({ second_factor_at: null }));
  }

  /** All of a user's. */
  async removeAll(userId: string, joined: Knex = this.#database): Promise<void> {
    await storing('Ending API keys', () => this.#rows(joined).where({ user_id: userId }).delete());
  }

  /** Whose key it is; null when there is none, or not any more. */
  async ownerOf(key: string, now: Date): Promise<KeyOwner | null> {
    return await storing('Reading an API key', async () => {
      const row = await this.#database('api_keys')
        .join('users', 'users.id', 'api_keys.user_id')
        .where({ key_hash: hashOf(key) })
        .first('user_id', 'status', 'scopes', 'expires_at', 'second_factor_at');
      if (!row || (row.expires_at !== null && row.expires_at <= now.toISOString())) return null;
      const roles: Role[] = await this.#database('user_roles').where({ user_id: row.user_id }).pluck('role');
      return { userId: row.user_id, status: row.status, roles, scopes: JSON.parse(row.scopes), secondFactor: row.second_factor_at !== null };
    });
  }

  #rows(joined: Knex = this.#database) {
    return joined<ApiKeyRow>('api_keys');
  }
}

function apiKeyOf({ id, name, scopes, created_at, expires_at }: ApiKeyRow): ApiKey {
  return { id, name, scopes: JSON.parse(scopes), createdAt: new Date(created_at), expiresAt: expires_at === null ? null : new Date(expires_at) };
}
