import { stepUpOptions } from '../passkeys/passkeys.ts';
import { options } from '../passkeys/schema.ts';
import { stepUpInput } from '../schema.ts';
import { stepUp } from '../step-up.ts';
import { guessing, originOf, person, route } from './route.ts';

const tag = 'Sign-in';

export const stepUpRoutes = [
  route({
    method: 'POST',
    path: '/api/v1/auth/step-up',
    permission: 'signed-in',
    tag,
    summary: 'Show once more that it is you, for what is dear',
    description:
      'By one of: the password; a code of the app or a recovery code; a passkey. Signing in counts too; for who signs in by another provider it may be the only way. Code and passkey are a second factor, which this session then has shown. Where there is an app the password alone is 401 with the code "second-factor-needed".',
    limit: guessing,
    body: stepUpInput,
    status: 204,
    handler: async (request, { auth }) => await stepUp(auth, person(request.caller()), request.body, originOf(request)),
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/step-up/options',
    permission: 'signed-in',
    tag,
    summary: 'Begin to show it with a passkey',
    limit: guessing,
    response: options,
    handler: async ({ caller }, { auth }) => ({ ...(await stepUpOptions(auth, person(caller()).userId)) }),
  }),
];
