import { permissionsOf } from '../../core/access.ts';
import { RepondeurError } from '../../core/errors.ts';
import { register } from '../registration.ts';
import { me, refreshInput, registered, registerInput, signInInput, tokens } from '../schema.ts';
import { refresh, signIn } from '../sign-in.ts';
import { guessing, originOf, person, route } from './route.ts';

const tag = 'Sign-in';

const login = (path: string, summary: string) =>
  route({
    method: 'POST',
    path,
    permission: 'public',
    tag,
    summary,
    description:
      'With a second factor and without its code the answer is 401 with the code "second-factor-needed". After failures from an address there are waits (429, Retry-After).',
    limit: guessing,
    body: signInInput,
    response: tokens,
    refusals: [401, 403],
    handler: async (request, { auth }) => await signIn(auth, request.body, originOf(request)),
  });

const renewal = (path: string, summary: string) =>
  route({
    method: 'POST',
    path,
    permission: 'public',
    tag,
    summary,
    description: 'A refresh token works once; the answer has the next one. One that comes a second time ends its session.',
    limit: { requests: 120, perSeconds: 60 },
    body: refreshInput,
    response: tokens,
    refusals: [401],
    handler: async (request, { auth }) => await refresh(auth, request.body.refreshToken, originOf(request)),
  });

const whoAmI = (path: string, summary: string) =>
  route({
    method: 'GET',
    path,
    permission: 'signed-in',
    tag,
    summary,
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
  });

/** Section 10.1 of the seed: Authentification; and the names of its section 4.3. */
export const signInRoutes = [
  login('/api/v1/auth/login', 'Sign in'),
  login('/auth/token', 'Sign in (another name of /api/v1/auth/login)'),
  route({
    method: 'POST',
    path: '/api/v1/auth/register',
    permission: 'public',
    tag,
    summary: 'Register',
    description:
      'The answer is the same when the address has an account already. Without an invitation the address has to be verified before the first sign-in, by the link of an e-mail.',
    limit: guessing,
    body: registerInput,
    response: registered,
    status: 201,
    refusals: [403],
    handler: async (request, { auth }) => await register(auth, request.body, originOf(request)),
  }),
  renewal('/api/v1/auth/refresh-token', 'The next pair of tokens'),
  renewal('/auth/token/refresh', 'The next pair of tokens (another name of /api/v1/auth/refresh-token)'),
  whoAmI('/api/v1/auth/me', 'Who you are'),
  whoAmI('/auth/userinfo', 'Who you are (another name of /api/v1/auth/me)'),
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
