import { z } from 'zod';
import { beginOidc, finishOidc } from '../oidc/sign-in.ts';
import { tokens } from '../schema.ts';
import { beginning, guessing, originOf, route } from './route.ts';

const tag = 'Sign-in by another provider';
const params = z.strictObject({ provider: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/) });
const answer = z
  .record(z.string().max(40), z.string().max(4000))
  .meta({ description: 'The parameters that the provider sent the browser back with: code, state, iss, …' });

export const oidcRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/auth/oidc',
    permission: 'public',
    tag,
    summary: 'The providers that one can sign in by',
    response: z.object({ providers: z.array(z.string()) }),
    handler: async (_, { auth }) => ({ providers: auth.oidc.names() }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/oidc/{provider}/begin',
    permission: 'public',
    tag,
    summary: 'Begin: where to send the browser',
    description: 'Keep `flow`: only who has it can finish, within ten minutes.',
    limit: beginning,
    params,
    response: z.object({ flow: z.string(), authorizationUrl: z.string() }),
    handler: async ({ params: { provider } }, { auth }) => await beginOidc(auth, provider),
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/oidc/{provider}/finish',
    permission: 'public',
    tag,
    summary: 'Finish, with what the provider sent the browser back with',
    limit: guessing,
    params,
    body: z.strictObject({ flow: z.string().min(1).max(200), answer }),
    response: tokens,
    refusals: [401, 403],
    handler: async (request, { auth }) => await finishOidc(auth, request.params.provider, request.body, originOf(request)),
  }),
];
