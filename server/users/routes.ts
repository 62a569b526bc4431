import { RepondeurError } from '../core/errors.ts';
import { routeFor } from '../http/route.ts';
import type { Accounts } from './accounts.ts';
import { presentProfile } from './present.ts';
import { profile, profileChanges } from './schema.ts';

export interface UsersServices {
  accounts: Accounts;
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
    handler: async ({ caller, body }, { accounts }) => {
      const { nom: name, language, timeZone } = body;
      return presentProfile(await accounts.update(caller().userId, { name, language, timeZone }));
    },
  }),
];
