import { may, type Principal } from '../core/access.ts';
import { type AuditLog, actorOf } from '../core/audit.ts';
import { RepondeurError } from '../core/errors.ts';
import type { EventBus } from '../core/events.ts';
import type { SecurityEvents } from '../core/security-events.ts';
import { storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';
import type { Account, Accounts } from '../users/accounts.ts';

export interface StatusChange {
  /** Who asks for it. */
  principal: Principal;
  userId: string;
  status: 'active' | 'suspended';
  /** In words; kept in the audit log, sealed with the user's key. */
  reason?: string | undefined;
  /** Where from. */
  address: string;
}

export interface UserStatusOptions {
  database: Database;
  accounts: Accounts;
  audit: AuditLog;
  security: EventBus<SecurityEvents>;
}

/** Suspends users and lets them in again: the change and its entry in the audit log are kept together, and whoever holds sign-ins is told. */
export class UserStatus {
  readonly #options: UserStatusOptions;

  constructor(options: UserStatusOptions) {
    this.#options = options;
  }

  /** Rejects with 'not-found' (no account, or a deleted one), 'conflict' (his own) or 'forbidden' (an administrator's, without roles:write). */
  async set({ principal, userId, status, reason, address }: StatusChange): Promise<Account> {
    const { database, accounts, audit, security } = this.#options;
    const before = await accounts.byId(userId);
    if (!before || before.status === 'deleted') throw new RepondeurError('not-found', 'There is no such account.');
    refuseOwn(principal, userId);
    refuseAdministrators(principal, before);
    if (before.status === status) return before;
    const write = await audit.prepare({
      actor: actorOf(principal),
      action: status === 'suspended' ? 'user.suspended' : 'user.resumed',
      target: { kind: 'user', id: userId },
      details: { before: { status: before.status }, after: { status } },
      personal: reason === undefined ? undefined : { reason },
      address,
    });
    const account = await storing('Changing the status of an account', () =>
      database.transaction(async (transaction) => {
        const changed = await accounts.setStatus(userId, status, transaction);
        await write(transaction);
        return changed;
      }),
    );
    security.emit('status-changed', { userId, status });
    return account;
  }
}

/** So that there is always somebody left who can take it back. */
function refuseOwn({ userId }: Principal, target: string): void {
  if (userId === target) throw new RepondeurError('conflict', 'Nobody changes the status of his own account: ask another administrator.');
}

function refuseAdministrators(principal: Principal, { roles }: Account): void {
  const isAdministrator = roles.includes('admin') || roles.includes('super_admin');
  if (isAdministrator && !may(principal, 'roles:write'))
    throw new RepondeurError('forbidden', "Only who has the permission roles:write may change an administrator's account.");
}
