import { RepondeurError } from '../core/errors.ts';
import { routeFor } from '../http/route.ts';
import type { Accounts } from './accounts.ts';
import type { OwnAccount } from './own-account.ts';
import { presentProfile } from './present.ts';
import { profile, profileChanges } from './schema.ts';

export interface UsersServices {
  accounts: Pick<Accounts, 'byId'>;
  ownAccount: Pick<OwnAccount, 'change' | 'erase'>;
}

const route = routeFor<UsersServices>();

/** Section 10.1 of the seed: Gestion du Compte Utilisateur; with the names of its section 4.4. */
export const usersRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/users/me/profile',
    aliases: ['/users/me'],
    permission: 'account:read',
    tag: 'Account',
    summary: 'Your profile',
    response: profile,
    refusals: [404],
    handler: async ({ caller }, { accounts }) => {
      const account = await accounts.byId(caller().userId);
      if (!account) throw new RepondeurError('not-found', 'There is no such account.');
      return presentProfile(account);
    },
  }),
  route({
    method: 'PUT',
    path: '/api/v1/users/me/profile',
    aliases: ['/users/me/profile'],
    permission: 'account:write',
    tag: 'Account',
    summary: 'Change your profile',
    description: 'Fields that are left out stay as they are. The e-mail address is changed elsewhere, since the new one has to be verified.',
    body: profileChanges,
    response: profile,
    refusals: [404],
    handler: async ({ caller, body, address }, { ownAccount }) => {
      const { nom: name, language, timeZone } = body;
      return presentProfile(await ownAccount.change({ userId: caller().userId, address }, { name, language, timeZone }));
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/users/me/profile',
    permission: 'account:write',
    stepUp: true,
    tag: 'Account',
    summary: 'Delete your account, for good',
    description:
      'With your calls, transcripts, recordings, and all that you sign in with; cannot be taken back. What the law keeps (payments, invoices) stays, without your name and address. Your callers hear a neutral announcement. The last administrator is 409.',
    status: 204,
    refusals: [404, 409],
    handler: async ({ caller }, { ownAccount }) => await ownAccount.erase(caller()),
  }),
];
