import { z } from 'zod';
import { RepondeurError } from '../../core/errors.ts';
import type { Page } from '../../database/page.ts';
import { listOf, listQuery } from '../../http/paging.ts';
import { routeFor } from '../../http/route.ts';
import { type Invoice, invoiceStatus, invoiceStatuses } from './invoice.ts';
import type { InvoicePayment } from './payment.ts';
import type { InvoiceStore } from './store.ts';

export interface InvoiceServices {
  invoices: InvoiceStore;
  /** Null where invoices are not how users pay. */
  invoicePayment: InvoicePayment | null;
}

const invoice = z.object({
  id: z.uuid(),
  number: z.string(),
  userId: z.uuid(),
  subscriptionId: z.uuid(),
  plan: z.string(),
  amountMinor: z.int(),
  currency: z.string(),
  status: z.enum(invoiceStatuses),
  periodStart: z.iso.datetime().nullable(),
  periodEnd: z.iso.datetime().nullable(),
  issuedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  paidAt: z.iso.datetime().nullable(),
});

const payment = z.strictObject({
  paidAt: z.iso
    .datetime()
    .optional()
    .meta({ description: 'When the money came; now by default. Not before the day of the invoice, and not in the future.' }),
  reference: z
    .string()
    .trim()
    .min(1)
    .max(140)
    .regex(/^\P{Cc}*$/u, 'holds control characters')
    .optional()
    .meta({ description: "The bank's, as it stands on the statement." }),
});

const route = routeFor<InvoiceServices>();

export const invoiceRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/users/me/invoices',
    permission: 'subscription:read',
    tag: 'Subscription',
    summary: 'Your invoices, the newest first',
    query: listQuery({}),
    response: listOf(invoice),
    handler: async ({ caller, query }, { invoices }) => presentInvoices(await invoices.list({ ...query, userId: caller().userId })),
  }),
  route({
    method: 'GET',
    path: '/api/v1/admin/invoices',
    permission: 'billing:manage',
    tag: 'Administration',
    summary: 'All invoices, the newest first',
    query: listQuery({ status: z.enum(invoiceStatuses).optional(), userId: z.uuid().optional() }),
    response: listOf(invoice),
    handler: async ({ query }, { invoices }) => presentInvoices(await invoices.list(query)),
  }),
  route({
    method: 'POST',
    path: '/api/v1/admin/invoices/{invoiceId}/payment',
    permission: 'billing:manage',
    stepUp: true,
    tag: 'Administration',
    summary: 'The money for an invoice has come',
    description: "One's own is 403 as long as somebody else who is active may do it; whoever is alone does it himself, and the audit log says so.",
    idempotent: true,
    params: z.strictObject({ invoiceId: z.uuid() }),
    body: payment,
    response: invoice,
    handler: async ({ params, body, caller, address }, { invoicePayment }) => {
      if (!invoicePayment) throw new RepondeurError('conflict', 'Users pay at another place here: invoices cannot be marked as paid.');
      const paidAt = body.paidAt === undefined ? undefined : new Date(body.paidAt);
      const by = { userId: caller().userId, address };
      return presentInvoice(await invoicePayment.markPaid({ invoiceId: params.invoiceId, paidAt, reference: body.reference ?? null, by }));
    },
  }),
];

function presentInvoices({ items, nextCursor }: Page<Invoice>) {
  return { items: items.map(presentInvoice), nextCursor };
}

function presentInvoice(one: Invoice): z.input<typeof invoice> {
  const { id, number, userId, subscriptionId, planId, amountMinor, currency } = one;
  return {
    id,
    number,
    userId,
    subscriptionId,
    plan: planId,
    amountMinor,
    currency,
    status: invoiceStatus(one),
    periodStart: one.periodStart?.toISOString() ?? null,
    periodEnd: one.periodEnd?.toISOString() ?? null,
    issuedAt: one.issuedAt.toISOString(),
    dueAt: one.dueAt.toISOString(),
    paidAt: one.paidAt?.toISOString() ?? null,
  };
}
