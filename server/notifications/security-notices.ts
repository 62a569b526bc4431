import { z } from 'zod';
import { alertPatterns, type SecurityAlert } from '../core/security-alerts.ts';
import { storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';
import { queue } from '../database/outbox.ts';
import type { Accounts } from '../users/accounts.ts';

/** The outbox's word for the e-mail about a suspicious pattern; its payload is a {@link securityNotice}. */
export const securityEmailKind = 'email.security';

export const securityNotice = z.object({
  /** The administrator who is told. */
  userId: z.string(),
  pattern: z.enum(alertPatterns),
  count: z.number(),
  minutes: z.number(),
  at: z.iso.datetime(),
});
export type SecurityNotice = z.infer<typeof securityNotice>;

export interface SecurityNoticesOptions {
  database: Database;
  accounts: Pick<Accounts, 'list'>;
  /** Called after a commit that queued a notice. */
  onQueued?: () => void;
}

/** Several servers see the same attack: a pattern is told once an hour of the clock. */
const hour = 13;

/** Queues an e-mail to every administrator. */
export class SecurityNotices {
  readonly #options: SecurityNoticesOptions;

  constructor(options: SecurityNoticesOptions) {
    this.#options = options;
  }

  async tell({ pattern, count, minutes, at }: SecurityAlert): Promise<void> {
    const { database, onQueued } = this.#options;
    const administrators = await this.#administrators();
    await storing('Queueing a security notice', () =>
      database.transaction(async (transaction) => {
        for (const userId of administrators) {
          const payload: SecurityNotice = { userId, pattern, count, minutes, at: at.toISOString() };
          const idempotencyKey = `${securityEmailKind}:${pattern}:${at.toISOString().slice(0, hour)}:${userId}`;
          await queue(transaction, { kind: securityEmailKind, idempotencyKey, payload, now: at });
        }
      }),
    );
    if (administrators.length > 0) onQueued?.();
  }

  async #administrators(): Promise<string[]> {
    const roles = ['admin', 'super_admin'] as const;
    const pages = await Promise.all(roles.map((role) => this.#options.accounts.list({ role, status: 'active', limit: 100 })));
    return [...new Set(pages.flatMap(({ items }) => items.map(({ id }) => id)))];
  }
}
