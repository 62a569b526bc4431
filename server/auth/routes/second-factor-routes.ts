import { RepondeurError } from '../../core/errors.ts';
import { ProblemError } from '../../http/problem.ts';
import { codeInput, recoveryCodes, totpSecret } from '../schema.ts';
import { factorAdded, factorRemoved } from '../second-factor/changed.ts';
import { refuseUnlessShown } from '../second-factor/shown.ts';
import { tellOwner } from '../tell-owner.ts';
import { guessing, person, route } from './route.ts';

const tag = 'Second factor';

export const secondFactorRoutes = [
  route({
    method: 'POST',
    path: '/api/v1/auth/totp',
    permission: 'account:write',
    stepUp: true,
    tag,
    summary: 'Begin with an authenticator app',
    description: 'It counts once a code has confirmed it.',
    limit: guessing,
    response: totpSecret,
    refusals: [409],
    handler: async (request, { auth }) => {
      const { userId } = request.caller();
      await refuseUnlessShown(auth, request.caller());
      const account = await auth.accounts.byId(userId);
      const made = account && (await auth.secondFactors.begin(userId, account.email));
      if (!made) throw new RepondeurError('conflict', 'There is an app already. Remove it first.');
      return made;
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/totp/confirm',
    permission: 'account:write',
    stepUp: true,
    tag,
    summary: 'Confirm the app by a code: from now on it is asked for',
    limit: guessing,
    body: codeInput,
    response: recoveryCodes,
    handler: async (request, { auth }) => {
      const { userId, sessionId } = person(request.caller());
      await refuseUnlessShown(auth, request.caller());
      const codes = await auth.secondFactors.confirm(userId, request.body.code);
      if (!codes) throw new ProblemError('bad-input', 'This code is not of the new app.', { errors: [{ pointer: '#/code', detail: 'is wrong' }] });
      await factorAdded(auth, { userId, sessionId, factor: 'totp', address: request.address });
      return { recoveryCodes: codes };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/totp/recovery-codes',
    permission: 'account:write',
    stepUp: true,
    tag,
    summary: 'New recovery codes in the place of the old ones',
    limit: guessing,
    response: recoveryCodes,
    refusals: [409],
    handler: async (request, { auth }) => {
      const { userId } = request.caller();
      await refuseUnlessShown(auth, request.caller());
      if (!(await auth.secondFactors.isOn(userId))) throw new RepondeurError('conflict', 'There is no second factor.');
      const codes = await auth.secondFactors.newRecoveryCodes(userId);
      auth.events.emit('second-factor-changed', { userId, factor: 'recovery-codes', change: 'reset', address: request.address });
      await tellOwner(auth, userId, 'second-factor-added');
      return { recoveryCodes: codes };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/totp/remove',
    permission: 'account:write',
    stepUp: true,
    tag,
    summary: 'Sign in without a second factor again',
    limit: guessing,
    status: 204,
    handler: async (request, { auth }) => {
      const { userId } = request.caller();
      await refuseUnlessShown(auth, request.caller());
      if (await auth.secondFactors.remove(userId)) await factorRemoved(auth, { userId, factor: 'totp', address: request.address });
    },
  }),
];
