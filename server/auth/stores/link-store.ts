import type { Knex } from 'knex';
import type { Role } from '../../core/access.ts';
import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';
import type { UserKeys } from '../../database/secrets/user-keys.ts';
import { systemKey } from '../system-key.ts';
import { hashOf, newSecretText } from '../tokens/secret-text.ts';

export type LinkPurpose =
  | 'verify-email'
  | 'reset-password'
  | 'invitation'
  | 'first-administrator'
  | 'change-email'
  | 'passkey-creation'
  | 'passkey-sign-in'
  | 'passkey-step-up'
  | 'oidc-sign-in';

const hourMs = 3_600_000;
/** How long each is good. */
const lifetimeMs: Record<LinkPurpose, number> = {
  'verify-email': 48 * hourMs,
  'reset-password': hourMs,
  invitation: 7 * 24 * hourMs,
  'first-administrator': 24 * hourMs,
  'change-email': 24 * hourMs,
  'passkey-creation': hourMs / 12,
  'passkey-sign-in': hourMs / 12,
  'passkey-step-up': hourMs / 12,
  'oidc-sign-in': hourMs / 6,
};

export interface NewLink {
  purpose: LinkPurpose;
  userId?: string;
  /** Of an invitation: the address it is for. Of a change: the new address. */
  email?: string;
  roles?: readonly Role[];
  lifetimeMs?: number;
}

export interface Link {
  purpose: LinkPurpose;
  userId: string | null;
  email: string | null;
  roles: Role[];
}

interface LinkRow {
  token_hash: string;
  purpose: LinkPurpose;
  user_id: string | null;
  email_sealed: string | null;
  roles: string;
  expires_at: string;
  used_at: string | null;
}

/** Begun by whoever comes, who is nobody yet: what is open of each has an end. */
const ofStrangers = new Set<LinkPurpose>(['passkey-sign-in', 'oidc-sign-in']);
/** Several may be invited or sign in at a time; of all else the last one counts. */
const manyAtOnce = new Set<LinkPurpose>(['invitation', ...ofStrangers]);
/** Some 2 MB. Nobody's is pushed out before he has signed in, unless 10,000 begin within that time, of whom an address has a few a minute. */
const mostOpenOfStrangers = 10_000;

const place = 'one_time_links.email';

/** Links, and the challenges of passkeys, that work once. The database has their hash alone. */
export class LinkStore {
  readonly #database: Database;
  readonly #keys: UserKeys;
  readonly #mostOpen: number;

  /** `mostOpen`: sign-ins of each kind that strangers have begun; beyond it the oldest go. Default 10,000. */
  constructor(database: Database, keys: UserKeys, { mostOpen = mostOpenOfStrangers }: { mostOpen?: number } = {}) {
    this.#database = database;
    this.#keys = keys;
    this.#mostOpen = mostOpen;
  }

  /** Prepares a link; `insert` writes it within a transaction, in the place of an older one for the same, also for a user who is made there. */
  async prepare({ purpose, userId, email, roles = [], ...link }: NewLink, now: Date) {
    const token = newSecretText();
    const row: LinkRow = {
      token_hash: hashOf(token),
      purpose,
      user_id: userId ?? null,
      email_sealed: email === undefined ? null : (await systemKey(this.#keys)).seal(email, place),
      roles: JSON.stringify(roles),
      expires_at: new Date(now.getTime() + (link.lifetimeMs ?? lifetimeMs[purpose])).toISOString(),
      used_at: null,
    };
    const insert = async (transaction: Knex, madeUserId?: string): Promise<void> => {
      const user_id = madeUserId ?? row.user_id;
      if (!manyAtOnce.has(purpose)) await transaction<LinkRow>('one_time_links').where({ purpose, user_id }).delete();
      await transaction<LinkRow>('one_time_links').insert({ ...row, user_id });
      if (ofStrangers.has(purpose)) await this.#dropOldest(transaction, purpose);
    };
    return { token, insert };
  }

  async create(link: NewLink, now: Date): Promise<string> {
    const { token, insert } = await this.prepare(link, now);
    await storing('Making a link', () => this.#database.transaction((transaction) => insert(transaction)));
    return token;
  }

  /** Null when it is not known, used or too old. */
  async find(token: string, purposes: readonly LinkPurpose[], now: Date): Promise<Link | null> {
    const row = await storing('Reading a link', () => this.#good(this.#database, token, now).whereIn('purpose', purposes).first());
    if (!row) return null;
    const email = row.email_sealed === null ? null : (await systemKey(this.#keys)).open(row.email_sealed, place);
    return { purpose: row.purpose, userId: row.user_id, email, roles: JSON.parse(row.roles) };
  }

  /** Takes the link; false when somebody else did meanwhile. */
  async use(token: string, now: Date, transaction: Knex): Promise<boolean> {
    return (await storing('Using a link', () => this.#good(transaction, token, now).update({ used_at: now.toISOString() }))) === 1;
  }

  /** Those of a user that are for one of the purposes are good no more. */
  async endAll(userId: string, purposes: readonly LinkPurpose[], joined: Knex = this.#database): Promise<void> {
    await storing('Ending links', () => joined<LinkRow>('one_time_links').where({ user_id: userId }).whereIn('purpose', purposes).delete());
  }

  async forgetOld(now: Date): Promise<void> {
    await storing('Forgetting old links', () => this.#database<LinkRow>('one_time_links').where('expires_at', '<', now.toISOString()).delete());
  }

  async #dropOldest(transaction: Knex, purpose: LinkPurpose): Promise<void> {
    const rows = () => transaction<LinkRow>('one_time_links').where({ purpose });
    const last = rows()
      .select('expires_at')
      .orderBy('expires_at', 'desc')
      .offset(this.#mostOpen - 1)
      .limit(1);
    await rows().where('expires_at', '<', last).delete();
  }

  #good(database: Knex, token: string, now: Date) {
    return database<LinkRow>('one_time_links')
      .where({ token_hash: hashOf(token) })
      .whereNull('used_at')
      .where('expires_at', '>', now.toISOString());
  }
}
