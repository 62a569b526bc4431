import { z } from 'zod';
import { languages } from '../core/language.ts';
import { isTimeZone } from '../core/time-zone.ts';
import { accountStatuses } from './accounts.ts';
import { isVisibleName } from './visible-name.ts';

/** The seed's `nom`. Control characters would reach e-mail headers and logs. */
export const nom = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u, 'holds control characters')
  .refine(isVisibleName, 'holds characters that cannot be seen, or that turn the direction of writing')
  .meta({
    description: 'At least one letter or sign, and no characters that cannot be seen or turn the direction of writing.',
    examples: ['Julie Lefèvre', 'Cabinet Durand & Fils', "Siân O'Neill", 'می‌خواهم', '<b>Élise</b> "\'; --'],
  });

/** The longest address that SMTP carries (RFC 5321, section 4.5.3.1.3). */
export const email = z.email().max(254);

export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'is no time zone, such as "Europe/Paris"')
  .meta({ description: 'IANA, such as "Europe/Paris".', examples: ['Europe/Paris', 'UTC', 'America/Argentina/Buenos_Aires'] });

export const language = z.enum(languages);

export const profile = z.object({
  userId: z.uuid(),
  nom: z.string(),
  email: z.string(),
  status: z.enum(accountStatuses),
  language,
  timeZone: z.string(),
  createdAt: z.iso.datetime(),
});

export const profileChanges = z
  .strictObject({ nom: nom.optional(), language: language.optional(), timeZone: timeZone.optional() })
  .refine((changes) => Object.keys(changes).length > 0, 'needs at least one field')
  .meta({ minProperties: 1 });
