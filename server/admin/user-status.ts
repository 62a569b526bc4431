import type { Knex } from 'knex';
import { may, type Principal } from '../core/access.ts';
import { type AuditAct, type AuditActor, type AuditLog, actorOf } from '../core/audit.ts';
import type { UserErasure } from '../core/erasure.ts';
import { RepondeurError } from '../core/errors.ts';
import type { EventBus } from '../core/events.ts';
import type { SecurityEvents } from '../core/security-events.ts';
import { storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';
import type { UserKeys } from '../database/secrets/user-keys.ts';
import type { Account, AccountStatus, Accounts } from '../users/accounts.ts';
import { type ErasedAlong, eraseUser } from '../users/erase.ts';
import { refuseLastAdministrator } from '../users/last-administrator.ts';
import { emailKey } from '../users/rows.ts';

/** An administrator, who is bound by what he may do, or whoever has the machine, by the name of the command. */
export type StatusActor = { principal: Principal /** Where from. */; address: string } | { command: string };

export interface StatusChange {
  by: StatusActor;
  userId: string;
  /** Deleted: for good, with all that was his. */
  status: AccountStatus;
  /** In words; kept in the audit log, sealed with the user's key, which goes when he is deleted. */
  reason?: string | undefined;
  /** Needed to delete: his address, so that nobody is deleted by a slip. */
  confirmEmail?: string | undefined;
}

export interface UserStatusOptions {
  database: Database;
  accounts: Accounts;
  keys: UserKeys;
  /** What other rooms delete with a user. */
  erasures: readonly UserErasure[];
  audit: AuditLog;
  security: EventBus<SecurityEvents>;
}

const actions = { active: 'user.resumed', suspended: 'user.suspended', deleted: 'user.erased' } as const;

/** Suspends users, lets them in again, deletes them: the change and its entry in the audit log are kept together, and whoever holds sign-ins is told. */
export class UserStatus {
  readonly #options: UserStatusOptions;

  constructor(options: UserStatusOptions) {
    this.#options = options;
  }

  /**
   * Rejects with 'not-found' (no account, or a deleted one), 'conflict' (his own, or the last administrator's), 'forbidden' (an administrator's, without roles:write) or 'bad-input' (to be
   * deleted, without his address).
   */
  async set({ by, userId, status, reason, confirmEmail }: StatusChange): Promise<Account> {
    const { accounts, audit, security } = this.#options;
    const before = await accounts.byId(userId);
    if (!before || before.status === 'deleted') throw noAccount();
    if ('principal' in by) refuse(by.principal, before);
    if (before.status === status) return before;
    if (status === 'deleted' && emailKey(confirmEmail ?? '') !== emailKey(before.email))
      throw new RepondeurError('bad-input', 'This is not the address of the account: nothing was deleted.');
    const write = await audit.prepare({
      ...actingAs(by),
      action: actions[status],
      target: { kind: 'user', id: userId },
      details: { before: { status: before.status }, after: { status } },
      personal: reason === undefined || status === 'deleted' ? undefined : { reason },
    });
    // Two administrators may shut each other out at the same moment; whoever has the machine can make another.
    const check = (transaction: Knex.Transaction) => refuseLastAdministrator(accounts, before, transaction);
    await this.#write(userId, status, { record: write, ...('principal' in by && status !== 'active' && { check }) });
    security.emit('status-changed', { userId, status });
    return (await accounts.byId(userId)) ?? before;
  }

  async #write(userId: string, status: AccountStatus, along: ErasedAlong): Promise<void> {
    const { database, accounts, keys, erasures } = this.#options;
    if (status === 'deleted') return await eraseUser({ database, accounts, keys, rooms: erasures }, userId, along);
    await storing('Changing the status of an account', () =>
      database.transaction(async (transaction) => {
        await along.check?.(transaction);
        await accounts.setStatus(userId, status, transaction);
        await along.record?.(transaction);
      }),
    );
  }
}

function actingAs(by: StatusActor): { actor: AuditActor } & Pick<AuditAct, 'address'> {
  return 'principal' in by ? { actor: actorOf(by.principal), address: by.address } : { actor: { kind: 'command', id: by.command } };
}

/** There is always somebody left who can take it back; and only who makes administrators unmakes them. */
function refuse(principal: Principal, { id, roles }: Account): void {
  if (principal.userId === id)
    throw new RepondeurError(
      'conflict',
      'Nobody changes the status of his own account: ask another administrator. To delete it: DELETE /api/v1/users/me/profile.',
    );
  const isAdministrator = roles.includes('admin') || roles.includes('super_admin');
  if (isAdministrator && !may(principal, 'roles:write'))
    throw new RepondeurError('forbidden', "Only who has the permission roles:write may change an administrator's account.");
}

const noAccount = () => new RepondeurError('not-found', 'There is no such account.');
