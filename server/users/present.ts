import type { z } from 'zod';
import type { Account } from './accounts.ts';
import type { profile } from './schema.ts';

export function presentProfile({ id, name, email, status, language, timeZone, createdAt }: Account): z.input<typeof profile> {
  return { userId: id, nom: name, email, status, language, timeZone, createdAt: createdAt.toISOString() };
}
