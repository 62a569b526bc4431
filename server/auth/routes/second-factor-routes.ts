import { RepondeurError } from '../../core/errors.ts';
import { ProblemError } from '../../http/problem.ts';
import { codeInput, passwordInput, recoveryCodes, totpSecret } from '../schema.ts';
import { confirmPassword } from '../sign-in.ts';
import { guessing, originOf, person, route } from './route.ts';

const tag = 'Second factor';

export const secondFactorRoutes = [
  route({
    method: 'POST',
    path: '/api/v1/auth/totp',
    permission: 'account:write',
    tag,
    summary: 'Begin with an authenticator app',
    description: 'It counts once a code has confirmed it.',
    limit: guessing,
    body: passwordInput,
    response: totpSecret,
    handler: async (request, { auth }) => {
      const { userId } = person(request.caller());
      const { email } = await confirmPassword(auth, userId, request.body.password, originOf(request));
      const made = await auth.secondFactors.begin(userId, email);
      if (!made) throw new RepondeurError('conflict', 'There is an app already. Remove it first.');
      return made;
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/totp/confirm',
    permission: 'account:write',
    tag,
    summary: 'Confirm the app by a code: from now on it is asked for',
    limit: guessing,
    body: codeInput,
    response: recoveryCodes,
    handler: async (request, { auth }) => {
      const { userId } = person(request.caller());
      const codes = await auth.secondFactors.confirm(userId, request.body.code);
      if (!codes) throw new ProblemError('bad-input', 'This code is not of the new app.', { errors: [{ pointer: '#/code', detail: 'is wrong' }] });
      auth.events.emit('second-factor-changed', { userId, factor: 'totp', change: 'added', address: request.address });
      return { recoveryCodes: codes };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/totp/recovery-codes',
    permission: 'account:write',
    tag,
    summary: 'New recovery codes in the place of the old ones',
    limit: guessing,
    body: passwordInput,
    response: recoveryCodes,
    handler: async (request, { auth }) => {
      const { userId } = person(request.caller());
      await confirmPassword(auth, userId, request.body.password, originOf(request));
      if (!(await auth.secondFactors.isOn(userId))) throw new RepondeurError('conflict', 'There is no second factor.');
      return { recoveryCodes: await auth.secondFactors.newRecoveryCodes(userId) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/totp/remove',
    permission: 'account:write',
    tag,
    summary: 'Sign in without a second factor again',
    limit: guessing,
    body: passwordInput,
    status: 204,
    handler: async (request, { auth }) => {
      const { userId } = person(request.caller());
      await confirmPassword(auth, userId, request.body.password, originOf(request));
      if (await auth.secondFactors.remove(userId))
        auth.events.emit('second-factor-changed', { userId, factor: 'totp', change: 'removed', address: request.address });
    },
  }),
];
