import { z } from 'zod';
import { choice, describe, secret, slug, text, whole } from '../keys.ts';

export const auth = describe(
  z.strictObject({
    registration: describe(
      choice(['open', 'invitation', 'closed']).default('invitation'),
      'Who may register: everybody (his address is verified by e-mail, so [smtp] is needed), whoever an administrator invites, or nobody but the first administrator.',
    ),
    session_idle_days: describe(whole(1, 365, 'days').default(30), 'A sign-in that is not used for so long has ended.'),
    session_days: describe(whole(1, 730, 'days').default(180), 'After so long one has to sign in again in any case.'),
    second_factor_for_roles: describe(
      z
        .array(choice(['support', 'admin', 'super_admin']))
        .default(['admin', 'super_admin'])
        .meta({ expected: 'a list such as ["admin", "super_admin"], or []' }),
      'Who has one of these roles has its rights only where he has signed in with a second factor (an app, a passkey, a provider that vouches for one); without one he is a user like others and can add one.',
    ),
    bcrypt_cost: describe(
      whole(12, 16).default(12),
      'How costly it is to try a password: each step doubles the time, 12 takes about a quarter of a second. Passwords follow at their next sign-in.',
    ),
  }),
  'Accounts and signing in. The first administrator registers by a link that the first start prints.',
);

/** With a path, as many providers have it; without TLS on this machine alone. */
const issuer = () =>
  z
    .string()
    .refine((value) => URL.canParse(value) && (new URL(value).protocol === 'https:' || /^http:\/\/(localhost|127\.[\d.]+)[:/]/.test(`${value}/`)))
    .meta({ expected: 'a web address with https in quotes, such as "https://accounts.example.org"' });

export const oidc = describe(
  z.array(
    z.strictObject({
      name: describe(slug(), 'A name of your choice, as it stands in the addresses of the API.', { example: 'office' }),
      issuer: describe(issuer(), 'The address of the provider; OpenID Connect finds the rest from it.', {
        example: 'https://accounts.example.org',
      }),
      client_id: describe(text(), 'What it calls this service. Let it send people back to http.public_url + "/account".', { example: 'repondeur' }),
      client_secret: describe(secret().optional(), 'The secret that it gave for that.'),
      second_factor_acr: describe(
        z.array(text()).max(20).default([]).meta({ expected: 'a list of texts, such as ["https://refeds.org/profile/mfa"]' }),
        'What it calls a sign-in with two factors ("acr"); it is asked for that. "mfa" in "amr" always counts as one.',
      ),
    }),
  ),
  'A provider of OpenID Connect that people may sign in by, such as Keycloak or the one of your office. Repeat the block for each.',
);
