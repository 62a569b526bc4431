import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { RepondeurError } from '../../core/errors.ts';
import { listOf, listQuery } from '../../http/paging.ts';
import { addPasskey, creationOptions, requestOptions, signInByPasskey } from '../passkeys/passkeys.ts';
import { newPasskey, options, passkey, passkeySignIn } from '../passkeys/schema.ts';
import type { Passkey } from '../passkeys/store.ts';
import { byId, tokens } from '../schema.ts';
import { factorAdded, factorRemoved } from '../second-factor/changed.ts';
import { refuseUnlessShown } from '../second-factor/shown.ts';
import { beginning, guessing, originOf, person, route } from './route.ts';

const tag = 'Passkeys';

export const passkeyRoutes = [
  route({
    method: 'POST',
    path: '/api/v1/auth/passkeys/options',
    permission: 'account:write',
    stepUp: true,
    tag,
    summary: 'Begin with a passkey: what the browser makes it with',
    limit: guessing,
    response: options,
    refusals: [404, 409],
    handler: async ({ caller }, { auth }) => {
      await refuseUnlessShown(auth, caller());
      const account = await auth.accounts.byId(caller().userId);
      if (!account) throw new RepondeurError('not-found', 'There is no such account.');
      return { ...(await creationOptions(auth, account)) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/passkeys',
    permission: 'account:write',
    stepUp: true,
    tag,
    summary: 'Add the passkey that the browser has made',
    limit: guessing,
    idempotent: true,
    body: newPasskey,
    response: passkey,
    status: 201,
    refusals: [409],
    handler: async (request, { auth }) => {
      const { userId, sessionId } = person(request.caller());
      await refuseUnlessShown(auth, request.caller());
      const { name, credential } = request.body;
      const made = await addPasskey(auth, userId, name, credential as unknown as RegistrationResponseJSON);
      await factorAdded(auth, { userId, sessionId, factor: 'passkey', address: request.address });
      return present(made);
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/auth/passkeys',
    permission: 'account:read',
    tag,
    summary: 'Your passkeys',
    query: listQuery({}),
    response: listOf(passkey),
    handler: async ({ caller, query }, { auth: { passkeys } }) => {
      const { items, nextCursor } = await passkeys.list(caller().userId, query);
      return { items: items.map(present), nextCursor };
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/auth/passkeys/{passkeyId}',
    permission: 'account:write',
    stepUp: true,
    tag,
    summary: 'Remove a passkey',
    params: byId('passkeyId'),
    status: 204,
    handler: async (request, { auth }) => {
      const { userId } = request.caller();
      await refuseUnlessShown(auth, request.caller());
      if (!(await auth.passkeys.remove(userId, request.params.passkeyId as string)))
        throw new RepondeurError('not-found', 'You have no such passkey.');
      await factorRemoved(auth, { userId, factor: 'passkey', address: request.address });
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/passkeys/sign-in/options',
    permission: 'public',
    tag,
    summary: 'Begin to sign in with a passkey',
    limit: beginning,
    response: options,
    refusals: [409],
    handler: async (_, { auth }) => ({ ...(await requestOptions(auth)) }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/passkeys/sign-in',
    permission: 'public',
    tag,
    summary: 'Sign in with a passkey',
    description: 'It is two factors in one: no code is asked for.',
    limit: guessing,
    body: passkeySignIn,
    response: tokens,
    refusals: [401, 403, 409],
    handler: async (request, { auth }) =>
      await signInByPasskey(auth, request.body.credential as unknown as AuthenticationResponseJSON, originOf(request)),
  }),
];

const present = ({ id, name, createdAt }: Passkey) => ({ id, name, createdAt: createdAt.toISOString() });
