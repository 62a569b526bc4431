import type { z } from 'zod';
import type { Limits } from '../core/entitlements.ts';
import type { Page } from '../database/page.ts';
import type { Plan } from './plans.ts';
import type * as schema from './schema.ts';
import { coveredUntil, type Subscription } from './subscription.ts';
import type { Transaction } from './transaction.ts';

export function presentPlan({ id, name, amountMinor, currency, period, limits }: Plan): z.input<typeof schema.plan> {
  return { id, name, price: { amountMinor, currency, period }, limits };
}

export interface SubscriptionView {
  provider: string;
  subscription: Subscription | null;
  limits: Limits;
  usedMinutes: number;
  graceMs: number;
  checkoutUrl?: string | null;
}

export function presentSubscription(view: SubscriptionView): z.input<typeof schema.subscription> {
  const { subscription, provider, limits, usedMinutes, graceMs, checkoutUrl = null } = view;
  return {
    id: subscription?.id ?? null,
    provider: subscription?.provider ?? provider,
    plan: subscription?.planId ?? null,
    nextPlan: subscription?.nextPlanId ?? null,
    status: subscription?.status ?? 'none',
    startedAt: text(subscription?.createdAt),
    periodStart: text(subscription?.periodStart),
    periodEnd: text(subscription?.periodEnd),
    graceUntil: subscription?.status === 'past-due' ? text(coveredUntil(subscription, graceMs)) : null,
    endedAt: text(subscription?.endedAt),
    cancelAtPeriodEnd: subscription?.cancelAtPeriodEnd ?? false,
    limits,
    usage: { minutes: usedMinutes },
    checkoutUrl,
  };
}

export function presentPayments({ items, nextCursor }: Page<Transaction>) {
  return { items: items.map(presentPayment), nextCursor };
}

function presentPayment(line: Transaction): z.input<typeof schema.payment> {
  const { id, subscriptionId, at, amountMinor, currency, status, provider, providerRef } = line;
  return { id, subscriptionId, date: at.toISOString(), amountMinor, currency, status, provider, providerReference: providerRef };
}

const text = (date: Date | null | undefined) => date?.toISOString() ?? null;
