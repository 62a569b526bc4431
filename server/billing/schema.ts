import { z } from 'zod';
import { subscriptionStatuses } from './subscription.ts';
import { transactionStatuses } from './transaction.ts';

const limit = (description: string) =>
  z
    .int()
    .nullable()
    .meta({ description: `${description}; null is without a limit.` });

const limits = z.object({
  numbers: limit('Phone numbers'),
  minutes: limit('Minutes of calls in a period'),
  concurrentCalls: limit('Calls at once'),
  retentionDays: limit('Days that calls are kept'),
});

const price = z.object({
  amountMinor: z.int().meta({ description: 'In the smallest unit of the currency, tax included.' }),
  currency: z.string(),
  period: z.enum(['month', 'year']),
});

export const plan = z.object({ id: z.string(), name: z.string(), price, limits });

export const planList = z.object({ provider: z.string(), items: z.array(plan) });

export const subscription = z.object({
  id: z.uuid().nullable(),
  provider: z.string().meta({ description: 'Who is paid; "none" where everything is allowed.' }),
  plan: z.string().nullable().meta({ description: 'Null for who has not subscribed.' }),
  nextPlan: z.string().nullable().meta({ description: 'What it changes to at the end of the period.' }),
  status: z.enum(['none', ...subscriptionStatuses]),
  startedAt: z.iso.datetime().nullable(),
  periodStart: z.iso.datetime().nullable(),
  periodEnd: z.iso.datetime().nullable(),
  graceUntil: z.iso.datetime().nullable().meta({ description: 'A payment is late: until then the plan goes on.' }),
  endedAt: z.iso.datetime().nullable(),
  cancelAtPeriodEnd: z.boolean(),
  limits,
  usage: z.object({ minutes: z.int() }),
  checkoutUrl: z.url().nullable().meta({ description: 'Where to pay, in the answer to a POST that needs it.' }),
});

export const planId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/);

export const subscriptionChange = z
  .strictObject({ plan: planId.optional(), cancelAtPeriodEnd: z.boolean().optional() })
  .refine(({ plan, cancelAtPeriodEnd }) => (plan === undefined) !== (cancelAtPeriodEnd === undefined), 'needs either plan or cancelAtPeriodEnd')
  .meta({ minProperties: 1, maxProperties: 1 });

export const payment = z.object({
  id: z.uuid(),
  subscriptionId: z.uuid(),
  date: z.iso.datetime(),
  amountMinor: z.int().meta({ description: 'In the smallest unit of the currency; what was given back is below zero.' }),
  currency: z.string(),
  status: z.enum(transactionStatuses),
  provider: z.string(),
  providerReference: z.string().nullable(),
});

export const portal = z.object({ url: z.url() });

/** Whatever the provider sends: its signature is over the bytes. */
export const providerNotice = z.looseObject({}).meta({ description: "The provider's own event." });

export const received = z.object({ received: z.literal(true) });
