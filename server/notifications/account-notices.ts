import { z } from 'zod';
import { RepondeurError } from '../core/errors.ts';
import { languages } from '../core/language.ts';
import type { UserKeys } from '../database/secrets/user-keys.ts';

/** The outbox's word for e-mails about accounts; the payload is a sealed {@link AccountNotice}. */
export const accountEmailKind = 'email.account';

export const accountSubjects = [
  'verify-email',
  'account-exists',
  'reset-password',
  'invitation',
  'change-email',
  'password-changed',
  'sign-in-stolen',
  'code-reused',
  'email-changed',
  'second-factor-added',
  'second-factor-removed',
  'api-key-made',
  'provider-added',
  'account-deleted',
] as const;

const accountNotice = z.object({
  subject: z.enum(accountSubjects),
  name: z.string(),
  email: z.string(),
  language: z.enum(languages),
  /** Of the link, where there is one. */
  token: z.string().optional(),
});
export type AccountNotice = z.infer<typeof accountNotice>;
export type AccountSubject = AccountNotice['subject'];

const sealedPayload = z.object({ sealed: z.string() });
const place = 'outbox.payload:account';
/** The key of what belongs to no user; an invitation goes to somebody who has none. */
const owner = 'system';

export async function sealNotice(keys: UserKeys, notice: AccountNotice): Promise<z.infer<typeof sealedPayload>> {
  return { sealed: (await keys.cipherOf(owner)).seal(JSON.stringify(notice), place) };
}

/** Rejects with 'delivery-refused' when the key it was sealed with is gone. */
export async function openNotice(keys: UserKeys, payload: unknown): Promise<AccountNotice> {
  const text = (await keys.cipherOf(owner)).open(sealedPayload.parse(payload).sealed, place);
  if (text === null) throw new RepondeurError('delivery-refused', 'The e-mail was sealed with a key that is not there any more');
  return accountNotice.parse(JSON.parse(text));
}
