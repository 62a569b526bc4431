import type { Knex } from 'knex';
import type { Clock } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import { queue } from '../database/outbox.ts';
import type { UserKeys } from '../database/secrets/user-keys.ts';
import { rateLimit } from '../http/middleware/rate-limits.ts';
import { type AccountNotice, type AccountSubject, accountEmailKind, sealNotice } from '../notifications/account-notices.ts';
import { emailKey } from '../users/rows.ts';

const askedByStrangers = new Set<AccountSubject>(['verify-email', 'account-exists', 'reset-password']);

/** E-mails about accounts, by the outbox: written in the transaction of what they tell. What they hold is sealed there, links above all. */
export class AccountMail {
  readonly #options: { keys: UserKeys; clock: Clock; onQueued: () => void };

  readonly #limit = rateLimit({ requests: 5, perSeconds: 3600 });

  constructor(options: { keys: UserKeys; clock: Clock; onQueued: () => void }) {
    this.#options = options;
  }

  /** Seals before the transaction begins: SQLite has one connection. */
  async prepare(notice: AccountNotice): Promise<(transaction: Knex.Transaction) => Promise<void>> {
    const { keys, clock } = this.#options;
    if (askedByStrangers.has(notice.subject) && !(await this.#mayGo(notice.email))) return async () => {};
    const payload = await sealNotice(keys, notice);
    return (transaction) =>
      queue(transaction, { kind: accountEmailKind, idempotencyKey: `${accountEmailKind}:${newId()}`, payload, now: clock.now() });
  }

  /** Strangers can have e-mails sent to anybody by naming his address: a few an hour. */
  async #mayGo(email: string): Promise<boolean> {
    return await this.#limit.take(emailKey(email)).then(
      () => true,
      () => false,
    );
  }

  /** After the commit. */
  queued(): void {
    this.#options.onQueued();
  }
}
