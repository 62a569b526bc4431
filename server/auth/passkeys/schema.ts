import { z } from 'zod';
import { nom } from '../../users/schema.ts';

const encoded = z.base64url().max(8192);
/** What a browser's `credential.toJSON()` gives; fields of newer browsers are let through and not read. */
const credential = <Shape extends z.ZodRawShape>(response: Shape) =>
  z.strictObject({
    id: encoded.min(1).max(1400),
    rawId: encoded.min(1).max(1400),
    type: z.literal('public-key'),
    authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullish(),
    clientExtensionResults: z.looseObject({}).default({}),
    response: z.looseObject(response),
  });

const transports = z.array(z.string().max(20)).max(10);
export const newPasskey = z.strictObject({
  name: nom,
  credential: credential({ clientDataJSON: encoded, attestationObject: encoded, transports: transports.optional() }),
});
export const passkeySignIn = z.strictObject({
  credential: credential({ clientDataJSON: encoded, authenticatorData: encoded, signature: encoded, userHandle: encoded.nullish() }),
});
export const passkey = z.object({ id: z.uuid(), name: z.string(), createdAt: z.iso.datetime() });
export const options = z
  .looseObject({ challenge: z.string() })
  .meta({ description: 'As the browser takes it: PublicKeyCredential.parse…OptionsFromJSON().' });
