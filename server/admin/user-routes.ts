import { RepondeurError } from '../core/errors.ts';
import { listOf } from '../http/paging.ts';
import { routeFor } from '../http/route.ts';
import type { Accounts } from '../users/accounts.ts';
import { presentUser } from './present.ts';
import { adminUser, statusChange, userParams, usersQuery } from './schema.ts';
import type { UserStatus } from './user-status.ts';

export interface UserAdminServices {
  accounts: Accounts;
  userStatus: UserStatus;
  /** Of several users, those who have a second factor. */
  secondFactorOwners(userIds: readonly string[]): Promise<ReadonlySet<string>>;
}

const route = routeFor<UserAdminServices>();

export const userAdminRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/admin/users',
    aliases: ['/admin/users'],
    permission: 'users:read',
    tag: 'Administration',
    summary: 'All users, the newest first',
    query: usersQuery,
    response: listOf(adminUser),
    handler: async ({ query }, { accounts, secondFactorOwners }) => {
      const { items, nextCursor } = await accounts.list(query);
      const owners = await secondFactorOwners(items.map(({ id }) => id));
      return { items: items.map((account) => presentUser(account, owners)), nextCursor };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/admin/users/{userId}',
    permission: 'users:read',
    tag: 'Administration',
    summary: 'One user',
    params: userParams,
    response: adminUser,
    handler: async ({ params }, { accounts, secondFactorOwners }) => {
      const account = await accounts.byId(params.userId);
      if (!account) throw new RepondeurError('not-found', 'There is no such account.');
      return presentUser(account, await secondFactorOwners([account.id]));
    },
  }),
  route({
    method: 'PUT',
    path: '/api/v1/admin/users/{userId}/status',
    aliases: ['/admin/users/{userId}/status'],
    permission: 'users:write',
    stepUp: true,
    tag: 'Administration',
    summary: 'Suspend a user, let him in again, or delete him',
    description:
      "Takes effect at once. One's own account is 409; an administrator's needs the permission roles:write. Deleting cannot be taken back: what the law keeps (payments, invoices) stays, without his name and address.",
    params: userParams,
    body: statusChange,
    response: adminUser,
    refusals: [409],
    handler: async ({ params, body, caller, address }, { userStatus, secondFactorOwners }) => {
      const account = await userStatus.set({ by: { principal: caller(), address }, userId: params.userId, ...body });
      return presentUser(account, await secondFactorOwners([account.id]));
    },
  }),
];
