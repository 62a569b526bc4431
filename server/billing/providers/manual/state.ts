import type { ProviderState } from '../../contract.ts';
import { type Invoice, invoiceStatus } from '../../invoices/invoice.ts';
import type { Subscription } from '../../subscription.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** The invoice of the next period goes out so long before it begins. */
export const renewalNoticeMs = 7 * dayMs;

/** How a subscription stands, from its invoices alone: what is paid holds for its period. */
export function stateFrom(subscription: Subscription, invoices: readonly Invoice[], now: Date): ProviderState {
  const paid = invoices.filter((invoice): invoice is PaidInvoice => invoice.paidAt !== null).toSorted((a, b) => +a.periodStart - +b.periodStart);
  const last = paid.at(-1);
  const { cancelAtPeriodEnd } = subscription;
  if (!last) {
    const asked = invoices.some((invoice) => invoiceStatus(invoice) === 'open');
    return { ...kept(subscription), status: asked ? 'pending' : 'ended', reviewAt: new Date(now.getTime() + dayMs) };
  }
  const current = paid.findLast(({ periodStart }) => periodStart <= now) ?? last;
  const over = now >= last.periodEnd;
  const lapsed = cancelAtPeriodEnd ? 'ended' : 'past-due';
  const noticeAt = new Date(last.periodEnd.getTime() - renewalNoticeMs);
  const next = subscription.nextPlanId === current.planId ? null : subscription.nextPlanId;
  return {
    ...kept(subscription),
    status: over ? lapsed : 'active',
    planId: current.planId,
    nextPlanId: next,
    periodStart: current.periodStart,
    periodEnd: last.periodEnd,
    reviewAt: over ? new Date(now.getTime() + dayMs) : earliestAfter(now, [noticeAt, current.periodEnd, last.periodEnd]),
  };
}

type PaidInvoice = Invoice & { paidAt: Date; periodStart: Date; periodEnd: Date };

function kept(subscription: Subscription): ProviderState {
  const { planId, nextPlanId, periodStart, periodEnd, cancelAtPeriodEnd, providerRef, customerRef, checkoutRef, status, updatedAt } = subscription;
  return { planId, nextPlanId, periodStart, periodEnd, cancelAtPeriodEnd, providerRef, customerRef, checkoutRef, status, reviewAt: updatedAt };
}

function earliestAfter(now: Date, dates: readonly Date[]): Date {
  return new Date(Math.min(...dates.map(Number).filter((at) => at > now.getTime())));
}
