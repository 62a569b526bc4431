import { z } from 'zod';
import { roles } from '../core/access.ts';
import { json } from '../http/json.ts';
import { listQuery } from '../http/paging.ts';
import { accountStatuses } from '../users/accounts.ts';
import { language } from '../users/schema.ts';

export const userParams = z.strictObject({ userId: z.uuid() });

export const usersQuery = listQuery({
  search: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Part of the name or address, in any case and without regard to accents.' }),
  status: z.enum(accountStatuses).optional(),
  role: z.enum(roles).optional(),
});

export const adminUser = z.object({
  userId: z.uuid(),
  nom: z.string().meta({ description: 'Empty when the account is deleted.' }),
  email: z.string(),
  status: z.enum(accountStatuses),
  roles: z.array(z.enum(roles)),
  secondFactor: z
    .boolean()
    .meta({ description: 'Whether he has an authenticator app or a passkey here; what a provider asks him for is not known.' }),
  language,
  timeZone: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export const statusChange = z
  .strictObject({
    status: z.enum(accountStatuses).meta({
      description:
        'Suspended: every sign-in ends at once, and his callers hear a neutral announcement. Deleted: likewise, for good, with his name, address, calls and recordings.',
    }),
    reason: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .refine((text) => !text.includes('\0'), 'holds a NUL')
      .optional()
      .meta({ description: 'Kept in the audit log; of a deletion none is.' }),
    confirmEmail: z.string().max(254).optional().meta({ description: 'To delete: the address of the account once more.' }),
  })
  .refine(({ status, confirmEmail }) => status !== 'deleted' || confirmEmail !== undefined, {
    path: ['confirmEmail'],
    message: 'is needed to delete: the address of the account',
  });

export const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const auditQuery = listQuery({
  action: z
    .string()
    .regex(/^[a-z0-9.-]{1,60}$/, 'is no action, such as "user.suspended", or the beginning of one, such as "user"')
    .optional()
    .meta({ description: '"user.suspended", or "user" for all that begin with "user.".' }),
  actor: z
    .string()
    .min(1)
    .max(100)
    .regex(/^\P{Cc}*$/u)
    .optional()
    .meta({ description: 'Who acted: the id of a user, the name of a service or command.' }),
  target: z
    .string()
    .min(1)
    .max(200)
    .regex(/^\P{Cc}*$/u)
    .optional()
    .meta({ description: 'The id of what it was done to.' }),
  since: moment.optional().meta({ description: 'From this moment on.' }),
  until: moment.optional().meta({ description: 'Before this moment.' }),
});

export const auditEntry = z.object({
  seq: z.int().meta({ description: 'The place in the chain, counted from 1 without a gap.' }),
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.enum(['user', 'service', 'command', 'system', 'stranger']), id: z.string().nullable() }),
  action: z.string(),
  target: z.object({ kind: z.string(), id: z.string() }).nullable(),
  details: json,
  personal: json.meta({ description: 'Null also where it was about somebody who is erased.' }),
  from: z.string().nullable().meta({ description: 'The address; of strangers and of erased users the network alone, or null.' }),
  hash: z.string(),
});
