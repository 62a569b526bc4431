import { permissionsOf } from '../../core/access.ts';
import { RepondeurError } from '../../core/errors.ts';
import { register } from '../registration.ts';
import { me, refreshInput, registered, registerInput, signInInput, tokens } from '../schema.ts';
import { refresh, signIn } from '../sign-in.ts';
import { guessing, making, originOf, person, route } from './route.ts';

const tag = 'Sign-in';

/** Section 10.1 of the seed: Authentification; with the names of its sections 4.3 and 4.4. */
export const signInRoutes = [
  route({
    method: 'POST',
    path: '/api/v1/auth/login',
    aliases: ['/auth/token'],
    permission: 'public',
    tag,
    summary: 'Sign in',
    description:
      'With a second factor and without its code the answer is 401 with the code "second-factor-needed". After failures from an address there are waits (429, Retry-After).',
    limit: guessing,
    body: signInInput,
    response: tokens,
    refusals: [401, 403],
    handler: async (request, { auth }) => await signIn(auth, request.body, originOf(request)),
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/register',
    aliases: ['/users/register'],
    permission: 'public',
    tag,
    summary: 'Register',
    description:
      'The answer is the same when the address has an account already. Without an invitation the address has to be verified before the first sign-in, by the link of an e-mail.',
    limit: making,
    idempotent: true,
    body: registerInput,
    response: registered,
    status: 201,
    refusals: [403],
    handler: async (request, { auth }) => await register(auth, request.body, originOf(request)),
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/refresh-token',
    aliases: ['/auth/token/refresh'],
    permission: 'public',
    tag,
    summary: 'The next pair of tokens',
    description: 'A refresh token works once; the answer has the next one. One that comes a second time ends its session.',
    limit: { requests: 120, perSeconds: 60 },
    body: refreshInput,
    response: tokens,
    refusals: [401],
    handler: async (request, { auth }) => await refresh(auth, request.body.refreshToken, originOf(request)),
  }),
  route({
    method: 'GET',
    path: '/api/v1/auth/me',
    aliases: ['/auth/userinfo'],
    permission: 'signed-in',
    tag,
    summary: 'Who you are',
    response: me,
    refusals: [404],
    handler: async ({ caller }, { auth: { accounts, secondFactors } }) => {
      const principal = caller();
      const account = await accounts.byId(principal.userId);
      if (!account) throw new RepondeurError('not-found', 'There is no such account.');
      const { id, name, email, roles } = account;
      const secondFactor = await secondFactors.isOn(id);
      const { recentlyProved, withheldRoles } = principal;
      const shown = { permissions: permissionsOf(principal), secondFactor, secondFactorRequired: withheldRoles.length > 0, recentlyProved };
      return { userId: id, nom: name, email, roles: [...roles], ...shown };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/logout',
    permission: 'signed-in',
    tag,
    summary: 'Sign out: ends this session, its tokens with it',
    status: 204,
    handler: async (request, { auth: { sessions, clock, events } }) => {
      const { userId, sessionId } = person(request.caller());
      await sessions.end(userId, sessionId, 'signed-out', clock.now());
      events.emit('signed-out', { userId, sessionId, address: request.address });
    },
  }),
];
