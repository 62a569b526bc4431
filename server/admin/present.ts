import type { z } from 'zod';
import type { Account } from '../users/accounts.ts';
import type { AuditEntry } from './audit/list.ts';
import type { adminUser, auditEntry } from './schema.ts';

export function presentUser(account: Account, secondFactorOwners: ReadonlySet<string>): z.input<typeof adminUser> {
  const { id, name, email, status, roles, language, timeZone, createdAt, updatedAt } = account;
  const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
  return { userId: id, nom: name, email, status, roles: [...roles], secondFactor: secondFactorOwners.has(id), language, timeZone, ...times };
}

export function presentEntry({ at, ...entry }: AuditEntry): z.input<typeof auditEntry> {
  return { ...entry, at: at.toISOString() } as z.input<typeof auditEntry>;
}
