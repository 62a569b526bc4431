import type { Knex } from 'knex';
import type { Role } from '../core/access.ts';
import { RepondeurError } from '../core/errors.ts';
import type { Account, Accounts } from './accounts.ts';

/**
 * Somebody has to be left who can run the whole: rejects with 'conflict' when nobody else who is active is a super administrator or, of an administrator,
 * either of them. In a transaction it holds until its end.
 */
export async function refuseLastAdministrator(
  accounts: Pick<Accounts, 'anyWithRole'>,
  { id, roles }: Pick<Account, 'id' | 'roles'>,
  joined?: Knex.Transaction,
): Promise<void> {
  const successors = successorsOf(roles);
  if (successors.length === 0 || (await accounts.anyWithRole(successors, { except: id, joined }))) return;
  throw new RepondeurError('conflict', 'This is the last administrator: invite another one first, who then is left to run this place.');
}

function successorsOf(roles: readonly Role[]): Role[] {
  if (roles.includes('super_admin')) return ['super_admin'];
  return roles.includes('admin') ? ['admin', 'super_admin'] : [];
}
