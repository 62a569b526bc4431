import { may } from '../../core/access.ts';
import { RepondeurError } from '../../core/errors.ts';
import { invite } from '../invitations.ts';
import { askReset, changePassword, resetPassword } from '../password/change.ts';
import { emailChange, forgotInput, invitation, passwordChange, resetInput, tokenInput, verifyInput } from '../schema.ts';
import { askEmailChange, changeEmail, verifyEmail } from '../verification.ts';
import { guessing, making, originOf, person, route } from './route.ts';

const tag = 'Password and address';

export const passwordRoutes = [
  route({
    method: 'POST',
    path: '/api/v1/auth/verify-email',
    permission: 'public',
    tag,
    summary: 'Verify an address by the link of the e-mail',
    limit: guessing,
    body: verifyInput,
    status: 204,
    handler: async (request, { auth }) => await verifyEmail(auth, request.body.token, request.body.password),
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/password/forgot',
    permission: 'public',
    tag,
    summary: 'Ask for a link to choose a new password',
    description: 'The answer is the same whether there is such an account.',
    limit: making,
    body: forgotInput,
    status: 204,
    handler: async ({ body }, { auth }) => auth.background.run(() => askReset(auth, body.email)),
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/password/reset',
    permission: 'public',
    tag,
    summary: 'Choose a new password by the link of the e-mail',
    description: 'All sessions and API keys end.',
    limit: guessing,
    body: resetInput,
    status: 204,
    refusals: [404],
    handler: async (request, { auth }) => await resetPassword(auth, request.body.token, request.body.password, originOf(request)),
  }),
  route({
    method: 'PUT',
    path: '/api/v1/auth/password',
    permission: 'account:write',
    tag,
    summary: 'Change your password',
    description: 'The old one is the proof: no step-up is needed. Your other sessions end.',
    limit: guessing,
    body: passwordChange,
    status: 204,
    refusals: [404],
    handler: async (request, { auth }) => await changePassword(auth, person(request.caller()), request.body, originOf(request)),
  }),
  route({
    method: 'PUT',
    path: '/api/v1/auth/email',
    permission: 'account:write',
    stepUp: true,
    tag,
    summary: 'Ask for another e-mail address',
    description: 'It is changed by the link that is sent to the new one.',
    limit: making,
    body: emailChange,
    status: 204,
    handler: async ({ caller, body }, { auth }) => auth.background.run(() => askEmailChange(auth, caller().userId, body.email)),
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/email/confirm',
    permission: 'public',
    tag,
    summary: 'Change to the new address by the link that was sent there',
    limit: guessing,
    body: tokenInput,
    status: 204,
    refusals: [404, 409],
    handler: async (request, { auth }) => await changeEmail(auth, request.body.token, originOf(request)),
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/invitations',
    permission: 'users:write',
    stepUp: true,
    tag,
    summary: 'Invite somebody by e-mail',
    description: 'Other roles than user need roles:write.',
    limit: making,
    idempotent: true,
    body: invitation,
    status: 204,
    handler: async (request, { auth }) => {
      const by = request.caller();
      if (request.body.roles.some((role) => role !== 'user') && !may(by, 'roles:write'))
        throw new RepondeurError('forbidden', 'Your account may not give roles: it needs the permission roles:write.');
      await invite(auth, request.body, { userId: by.userId, origin: originOf(request) });
    },
  }),
];
