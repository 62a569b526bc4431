import type { z } from 'zod';
import type { Account } from '../users/accounts.ts';
import type { AuditEntry } from './audit/list.ts';
import type { adminUser, auditEntry } from './schema.ts';

export function presentUser({ id, name, email, status, roles, language, timeZone, createdAt, updatedAt }: Account): z.input<typeof adminUser> {
  const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
  return { userId: id, nom: name, email, status, roles: [...roles], language, timeZone, ...times };
}

export function presentEntry({ at, ...entry }: AuditEntry): z.input<typeof auditEntry> {
  return { ...entry, at: at.toISOString() } as z.input<typeof auditEntry>;
}
