import type { Knex } from 'knex';
import { newId } from '../../core/ids.ts';
import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';
import { type Page, pageOf } from '../../database/page.ts';

export interface Passkey {
  id: string;
  userId: string;
  name: string;
  credentialId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  /** How often it was used, where its device counts; a copy of a device falls behind. */
  counter: number;
  transports: string[];
  createdAt: Date;
}

interface PasskeyRow {
  id: string;
  user_id: string;
  name: string;
  credential_id: string;
  public_key: string;
  counter: number | string;
  transports: string;
  created_at: string;
}

export class PasskeyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Null when somebody has this passkey already. */
  async add(passkey: Omit<Passkey, 'id' | 'createdAt'>, now: Date): Promise<Passkey | null> {
    const row: PasskeyRow = {
      id: newId(),
      user_id: passkey.userId,
      name: passkey.name,
      credential_id: passkey.credentialId,
      public_key: Buffer.from(passkey.publicKey).toString('base64url'),
      counter: passkey.counter,
      transports: JSON.stringify(passkey.transports),
      created_at: now.toISOString(),
    };
    const made = await storing('Adding a passkey', () => this.#rows().insert(row).onConflict('credential_id').ignore().returning('id'));
    return made.length === 0 ? null : passkeyOf(row);
  }

  async byCredential(credentialId: string): Promise<Passkey | null> {
    const row = await storing('Reading a passkey', () => this.#rows().where({ credential_id: credentialId }).first());
    return row ? passkeyOf(row) : null;
  }

  async list(userId: string, page: { limit: number; cursor?: string | undefined }): Promise<Page<Passkey>> {
    const { items, nextCursor } = await storing('Reading the passkeys', () => pageOf<PasskeyRow>(this.#rows().where({ user_id: userId }), page));
    return { items: items.map(passkeyOf), nextCursor };
  }

  async setCounter(id: string, counter: number): Promise<void> {
    await storing('Using a passkey', () => this.#rows().where({ id }).update({ counter }));
  }

  /** False when the user has no such passkey. */
  async remove(userId: string, id: string): Promise<boolean> {
    return (await storing('Removing a passkey', () => this.#rows().where({ user_id: userId, id }).delete())) > 0;
  }

  /** All of a user's; resolves with how many there were. */
  async removeAll(userId: string, joined: Knex = this.#database): Promise<number> {
    return await storing('Removing passkeys', () => joined<PasskeyRow>('passkeys').where({ user_id: userId }).delete());
  }

  #rows() {
    return this.#database<PasskeyRow>('passkeys');
  }
}

function passkeyOf(row: PasskeyRow): Passkey {
  return {
    id: row.id,
    userId: row.user_id,
    name: row.name,
    credentialId: row.credential_id,
    publicKey: new Uint8Array(Buffer.from(row.public_key, 'base64url')),
    counter: Number(row.counter),
    transports: JSON.parse(row.transports),
    createdAt: new Date(row.created_at),
  };
}
