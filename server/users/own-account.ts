import type { Knex } from 'knex';
import { type AuditAct, type AuditLog, actorOf } from '../core/audit.ts';
import type { UserErasure } from '../core/erasure.ts';
import { RepondeurError } from '../core/errors.ts';
import type { EventBus } from '../core/events.ts';
import type { SecurityEvents } from '../core/security-events.ts';
import { storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';
import type { UserKeys } from '../database/secrets/user-keys.ts';
import type { Account, AccountChanges, Accounts } from './accounts.ts';
import { eraseUser } from './erase.ts';
import { refuseLastAdministrator } from './last-administrator.ts';

/** Who asks for a change of his own account, and where from (personal data). */
export interface Owner {
  userId: string;
  address: string;
}

export interface OwnAccountOptions {
  database: Database;
  accounts: Accounts;
  keys: UserKeys;
  /** What other rooms delete with a user. */
  erasures: readonly UserErasure[];
  audit: AuditLog;
  security: EventBus<SecurityEvents>;
  /** Tells him by e-mail: what is prepared is queued in the same transaction, then sent. */
  mail: {
    prepare(
      notice: { subject: 'account-deleted' } & Pick<Account, 'name' | 'email' | 'language'>,
    ): Promise<(transaction: Knex.Transaction) => Promise<void>>;
    queued(): void;
  };
}

type Profile = Pick<AccountChanges, 'name' | 'language' | 'timeZone'>;

/** What somebody does with his own account. Each change is there with its entry in the audit log, or not at all. */
export class OwnAccount {
  readonly #options: OwnAccountOptions;

  constructor(options: OwnAccountOptions) {
    this.#options = options;
  }

  /** Rejects with 'not-found'. What stays as it is leaves no entry. */
  async change({ userId, address }: Owner, changes: Profile): Promise<Account> {
    const { database, accounts, audit } = this.#options;
    const before = await this.#present(userId);
    const entry = entryOf(before, changes);
    if (!entry) return before;
    const write = await audit.prepare({ ...acting(userId), ...entry, action: 'user.profile-changed', address });
    return await storing('Changing an account', () =>
      database.transaction(async (transaction) => {
        const after = await accounts.update(userId, changes, transaction);
        await write(transaction);
        return after;
      }),
    );
  }

  /**
   * Deletes him for good, as an administrator would, and tells him by e-mail (GDPR, articles 12 and 17). Rejects with 'not-found', and with 'conflict' when nobody
   * would be left to run the place. Where from is not kept: it would be sealed with the key that goes.
   */
  async erase({ userId }: Pick<Owner, 'userId'>): Promise<void> {
    const { database, accounts, keys, erasures: rooms, audit, security, mail } = this.#options;
    const before = await this.#present(userId);
    // Before anything is deleted; once more in the transaction, for two who go at once.
    await refuseLastAdministrator(accounts, before);
    const details = { before: { status: before.status }, after: { status: 'deleted' } };
    const write = await audit.prepare({ ...acting(userId), action: 'user.erased', details });
    const { name, email, language } = before;
    const insertMail = await mail.prepare({ subject: 'account-deleted', name, email, language });
    await eraseUser({ database, accounts, keys, rooms }, userId, {
      check: (transaction) => refuseLastAdministrator(accounts, before, transaction),
      async record(transaction) {
        await insertMail(transaction);
        await write(transaction);
      },
    });
    mail.queued();
    security.emit('status-changed', { userId, status: 'deleted' });
  }

  async #present(userId: string): Promise<Account> {
    const account = await this.#options.accounts.byId(userId);
    if (!account || account.status === 'deleted') throw new RepondeurError('not-found', 'There is no such account.');
    return account;
  }
}

const acting = (userId: string) => ({ actor: actorOf({ userId }), target: { kind: 'user', id: userId } });

/** Null when nothing changes. A name is personal: it is sealed, and goes with its owner. */
function entryOf(before: Account, { name, language, timeZone }: Profile): Pick<AuditAct, 'details' | 'personal'> | null {
  const from: Record<string, string> = {};
  const to: Record<string, string> = {};
  for (const [key, value] of Object.entries({ language, timeZone }) as ['language' | 'timeZone', string | undefined][])
    if (value !== undefined && value !== before[key]) [from[key], to[key]] = [before[key], value];
  const renamed = name !== undefined && name !== before.name;
  if (!renamed && Object.keys(to).length === 0) return null;
  return { details: { before: from, after: to, renamed }, ...(renamed && { personal: { before: before.name, after: name } }) };
}
