import { z } from 'zod';
import { choice, describe, whole } from '../keys.ts';

export const auth = describe(
  z.strictObject({
    registration: describe(
      choice(['open', 'invitation', 'closed']).default('invitation'),
      'Who may register: everybody (his address is verified by e-mail, so [smtp] is needed), whoever an administrator invites, or nobody but the first administrator.',
    ),
    session_idle_days: describe(whole(1, 365, 'days').default(30), 'A sign-in that is not used for so long has ended.'),
    session_days: describe(whole(1, 730, 'days').default(180), 'After so long one has to sign in again in any case.'),
    bcrypt_cost: describe(
      whole(12, 16).default(12),
      'How costly it is to try a password: each step doubles the time, 12 takes about a quarter of a second. Passwords follow at their next sign-in.',
    ),
  }),
  'Accounts and signing in. The first administrator registers by a link that the first start prints.',
);
