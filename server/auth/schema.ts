import { z } from 'zod';
import { permissions, roles } from '../core/access.ts';
import { languages } from '../core/language.ts';
import { email, nom } from '../users/schema.ts';
import { passkeySignIn } from './passkeys/schema.ts';
import { newPassword, typedPassword } from './password/rules.ts';

const token = z.string().min(1).max(200);
const code = z.string().min(6).max(40).meta({ description: 'Six digits of the app, or a recovery code.' });

export const signInInput = z.strictObject({
  email: z.string().min(1).max(254),
  password: typedPassword,
  code: code.optional(),
});

export const tokens = z.object({
  accessToken: z.string().meta({ description: 'A JWT, good for 15 minutes.' }),
  refreshToken: z.string().meta({ description: 'Good once, for the next pair.' }),
});

export const registerInput = z.strictObject({
  nom,
  email,
  password: newPassword,
  invitation: token.optional().meta({ description: 'The token of an invitation, where registration asks for one.' }),
  language: z.enum(languages).optional(),
});

export const registered = z.object({ userId: z.uuid(), email: z.string() });
export const refreshInput = z.strictObject({ refreshToken: token });

export const me = z.object({
  userId: z.string(),
  nom: z.string(),
  email: z.string(),
  roles: z.array(z.enum(roles)),
  permissions: z.array(z.enum(permissions)).meta({ description: 'What this sign-in or API key may do.' }),
  secondFactor: z.boolean().meta({ description: 'An authenticator app is asked for at the sign-in.' }),
  secondFactorRequired: z.boolean().meta({ description: 'Roles of yours do not count before you show a second factor.' }),
  recentlyProved: z.boolean().meta({ description: 'Dear acts need no step-up at this moment.' }),
});

export const session = z.object({
  id: z.uuid(),
  current: z.boolean(),
  network: z.string().meta({ description: "The client's network, truncated." }),
  agent: z.string().meta({ description: 'What the client called itself.' }),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});

export const verifyInput = z.strictObject({ token, password: typedPassword });
export const tokenInput = z.strictObject({ token });
export const forgotInput = z.strictObject({ email: z.string().min(1).max(254) });
export const resetInput = z.strictObject({ token, password: newPassword });
export const passwordChange = z.strictObject({ password: typedPassword, newPassword });
export const emailChange = z.strictObject({ email });
export const codeInput = z.strictObject({ code });

/** One of three ways to show that it is still he. */
export const stepUpInput = z
  .strictObject({ password: typedPassword.optional(), code: code.optional(), credential: passkeySignIn.shape.credential.optional() })
  .refine((proof) => Object.values(proof).filter((value) => value !== undefined).length === 1, 'needs one of password, code and credential')
  .meta({ minProperties: 1, maxProperties: 1 });

export const totpSecret = z.object({
  secret: z.string().meta({ description: 'Base 32, to be typed into an app.' }),
  otpauthUri: z.string().meta({ description: 'The same for a QR code.' }),
});
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()).meta({ description: 'Each works once. They are shown this once.' }) });

export const invitation = z.strictObject({
  email,
  roles: z.array(z.enum(roles)).max(4).default(['user']),
  language: z.enum(languages).default('fr'),
});

const scopes = z.array(z.enum(permissions)).min(1).max(permissions.length);
export const newApiKey = z.strictObject({ name: nom, scopes, expiresAt: z.iso.datetime().nullable().default(null) });
export const apiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(permissions)),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
});
export const madeApiKey = apiKey.extend({
  key: z
    .string()
    .nullable()
    .meta({ description: 'Shown this once, and kept nowhere: null where the answer is repeated to the same Idempotency-Key.' }),
});

export const byId = (name: string) => z.strictObject({ [name]: z.uuid() });
