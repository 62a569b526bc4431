import { listOf, listQuery } from '../http/paging.ts';
import { routeFor } from '../http/route.ts';
import type { Billing } from './billing.ts';
import { presentPayments, presentPlan, presentSubscription } from './present.ts';
import { payment, planList, portal, providerNotice, received, subscription, subscriptionChange } from './schema.ts';
import type { Subscription } from './subscription.ts';
import type { Usage } from './usage.ts';

export interface BillingServices {
  billing: Billing;
  usage: Usage;
}

const route = routeFor<BillingServices>();

/** Of one address: a change may make an invoice with its e-mail, or a payment page. */
const changing = { requests: 30, perSeconds: 3600 };

/** Sections 10.1 and 10.2 of the seed: the subscription, and what the payment provider tells. */
export const billingRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/plans',
    permission: 'public',
    tag: 'Subscription',
    summary: 'What can be subscribed to',
    response: planList,
    handler: async (_, { billing }) => ({ provider: billing.providerName, items: billing.plans.all.map(presentPlan) }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/users/me/subscription',
    aliases: ['/users/me/subscription'],
    permission: 'subscription:read',
    tag: 'Subscription',
    summary: 'Your subscription, its limits and what you have used of them',
    response: subscription,
    handler: async ({ caller }, services) => await shown(services, caller().userId, await services.billing.subscription(caller().userId)),
  }),
  route({
    method: 'POST',
    path: '/api/v1/users/me/subscription',
    aliases: ['/users/me/subscription'],
    permission: 'subscription:write',
    tag: 'Subscription',
    summary: 'Subscribe, change the plan, or cancel',
    description:
      'With `plan`: subscribes to it or changes to it; where `checkoutUrl` is not null the user pays there. With `cancelAtPeriodEnd`: true lets it end with what is paid, false takes that back. A subscription that is not paid yet ends at once.',
    limit: changing,
    idempotent: true,
    body: subscriptionChange,
    response: subscription,
    refusals: [404],
    handler: async ({ caller, body, address }, services) => {
      const { userId } = caller();
      if (body.plan === undefined)
        return await shown(services, userId, await services.billing.setCancellation(userId, body.cancelAtPeriodEnd === true, address));
      const chosen = await services.billing.choose(userId, body.plan, address);
      return await shown(services, userId, chosen.subscription, chosen.checkoutUrl);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/users/me/subscription/portal',
    permission: 'subscription:write',
    stepUp: true,
    tag: 'Subscription',
    summary: 'Where you see to your cards and bills at the payment provider',
    description: 'Whoever has the address is let in there without being asked who he is.',
    response: portal,
    refusals: [404, 409],
    handler: async ({ caller }, { billing }) => ({ url: await billing.portalUrl(caller().userId) }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/users/me/payments',
    permission: 'subscription:read',
    tag: 'Subscription',
    summary: 'Your payments, the newest first',
    query: listQuery({}),
    response: listOf(payment),
    handler: async ({ caller, query }, { billing }) => presentPayments(await billing.transactions(caller().userId, query)),
  }),
  route({
    method: 'POST',
    path: '/webhooks/payment/status',
    permission: 'public',
    tag: 'Webhooks',
    summary: 'The payment provider tells what has happened',
    description: 'Signed by the provider over the bytes of the body.',
    rawBody: true,
    body: providerNotice,
    response: received,
    refusals: [404],
    handler: async (request, { billing }) => {
      await billing.takeNotice(request);
      return { received: true as const };
    },
  }),
];

async function shown({ billing, usage }: BillingServices, userId: string, current: Subscription | null, checkoutUrl: string | null = null) {
  const { limits, usedMinutes, graceMs } = await usage.of(userId);
  return presentSubscription({ provider: billing.providerName, subscription: current, limits, usedMinutes, graceMs, checkoutUrl });
}
