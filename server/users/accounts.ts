import type { Knex } from 'knex';
import type { Role } from '../core/access.ts';
import type { Language } from '../core/language.ts';
import type { Page } from '../database/page.ts';

export const accountStatuses = ['active', 'suspended', 'deleted'] as const;
/** Suspended: may not sign in, his calls get a neutral announcement. Deleted: likewise, for good, and his name and address are gone. */
export type AccountStatus = (typeof accountStatuses)[number];

/** Somebody who may sign in (the seed's Utilisateur). Whose calls are answered, and how, is a {@link import('./contract.ts').User}. */
export interface Account {
  /** UUIDv7; of accounts from the settings a UUIDv5 of the address, which their calls carry. */
  id: string;
  name: string;
  email: string;
  status: AccountStatus;
  language: Language;
  /** IANA. */
  timeZone: string;
  roles: readonly Role[];
  createdAt: Date;
  updatedAt: Date;
}

export interface NewAccount {
  name: string;
  email: string;
  language?: Language;
  timeZone?: string;
  /** `user` by default. */
  roles?: readonly Role[];
}

export interface AccountChanges {
  name?: string | undefined;
  email?: string | undefined;
  language?: Language | undefined;
  timeZone?: string | undefined;
}

export interface AccountQuery {
  limit: number;
  cursor?: string | undefined;
  /** Part of the name or address, in any case and without regard to accents. */
  search?: string | undefined;
  status?: AccountStatus | undefined;
  role?: Role | undefined;
}

/** What reads and writes accounts. `transaction` joins a write to another room's, so that both are kept or neither. */
export interface Accounts {
  /** Rejects with 'conflict' when the address has an account already. Who answers strangers must not repeat that. */
  create(account: NewAccount, transaction?: Knex.Transaction): Promise<Account>;
  /** Deleted accounts are found by their id alone. */
  byId(id: string): Promise<Account | null>;
  /** In any case of letters. */
  byEmail(email: string): Promise<Account | null>;
  /** The newest first. */
  list(query: AccountQuery): Promise<Page<Account>>;
  /** Whether anybody who is active, but for `except`, has one of the roles. In a transaction those who have stay as they are until its end. */
  anyWithRole(roles: readonly Role[], options?: { except?: string; joined?: Knex.Transaction | undefined }): Promise<boolean>;
  /** The three reject with 'not-found', and `update` with 'conflict' when the new address is taken. */
  update(id: string, changes: AccountChanges, transaction?: Knex.Transaction): Promise<Account>;
  setStatus(id: string, status: 'active' | 'suspended', transaction?: Knex.Transaction): Promise<Account>;
  setRoles(id: string, roles: readonly Role[], transaction?: Knex.Transaction): Promise<Account>;
  /** Status deleted; name and address are overwritten, which frees the address. Cannot be taken back. */
  erase(id: string, transaction?: Knex.Transaction): Promise<void>;
  /** Takes over the people of the settings; see import-configured.ts. */
  importConfigured(users: readonly ConfiguredAccount[]): Promise<ReadonlyMap<string, string>>;
}

export type ConfiguredAccount = Pick<Account, 'id' | 'name' | 'email' | 'language' | 'timeZone'>;
