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

export interface RoleRow {
  user_id: string;
  role: Role;
}

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

/** A text as a part of LIKE's pattern, with "\" as the escape. */
export const likePart = (text: string) => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
