import type { Role } from '../core/access.ts';
import type { Language } from '../core/language.ts';
import type { Account, AccountStatus } from './accounts.ts';

export interface UserRow {
  id: string;
  name: string;
  email: string;
  email_key: string;
  search_key: string;
  status: AccountStatus;
  language: Language;
  time_zone: string;
  settings_digest: string | null;
  created_at: string;
  updated_at: string;
}

/** As a query with {@link rolesColumn} gives it. */
export interface UserRowWithRoles extends UserRow {
  roles: string | null;
}

export interface RoleRow {
  user_id: string;
  role: Role;
}

/**
 * A column "admin,user" of a query over `users` or `sessions`. A query within the query, not a join: SQLite, which plans a join with the values of each run, would prepare a
 * kept statement anew.
 */
export const rolesColumn = (userId: 'users.id' | 'sessions.user_id') =>
  `(select string_agg(role, ',') from user_roles where user_roles.user_id = ${userId}) as roles`;

export const rolesIn = (text: string | null) => (text?.split(',') ?? []).sort() as Role[];

export function accountOf(row: UserRow, roles: readonly Role[]): Account {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    status: row.status,
    language: row.language,
    timeZone: row.time_zone,
    roles,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}

export const emailKey = (email: string) => email.trim().toLowerCase();

/** Without accents and case, so that "helene" finds "Hélène". */
export const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The columns that follow from name and address. */
export function namedColumns(name: string, email: string): Pick<UserRow, 'name' | 'email' | 'email_key' | 'search_key'> {
  return { name, email: email.trim(), email_key: emailKey(email), search_key: plain(`${name} ${email.trim()}`) };
}

/** Of a deleted account. RFC 2606: nothing is ever delivered to .invalid. */
export const deletedColumns = (id: string) => ({ ...namedColumns('', `${id}@deleted.invalid`), status: 'deleted' as const });

/** A text as a part of LIKE's pattern, with "\" as the escape. */
export const likePart = (text: string) => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
