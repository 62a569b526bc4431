import type { Clock } from '../../../core/clock.ts';
import type { Opened, PaymentProvider, ProviderState } from '../../contract.ts';
import type { InvoiceStore } from '../../invoices/store.ts';
import type { Plan, Plans } from '../../plans.ts';
import { periodAfter, type Subscription } from '../../subscription.ts';
import { renewalNoticeMs, stateFrom } from './state.ts';

export interface ManualOptions {
  invoices: InvoiceStore;
  plans: Plans;
  clock: Clock;
}

/**
 * Invoices by e-mail, marked as paid by an administrator. The first payment begins the plan. A change of plan comes with the next period: what is paid
 * is had, and nothing is charged for the time between.
 */
export class ManualProvider implements PaymentProvider {
  readonly name = 'manual';
  readonly #options: ManualOptions;

  constructor(options: ManualOptions) {
    this.#options = options;
  }

  async createSubscription(subscription: Subscription, plan: Plan): Promise<Opened> {
    await this.#options.invoices.issue({ subscriptionId: subscription.id, userId: subscription.userId, plan, period: null });
    return { state: await this.#state({ ...subscription, planId: plan.id }), checkoutUrl: null };
  }

  async paymentStatus(subscription: Subscription): Promise<ProviderState> {
    const before = await this.#state(subscription);
    if (before.status === 'pending' || before.status === 'ended' || before.cancelAtPeriodEnd) return before;
    const { invoices, plans, clock } = this.#options;
    const start = before.periodEnd;
    if (!start || clock.now().getTime() < start.getTime() - renewalNoticeMs) return before;
    const plan = plans.byId(before.nextPlanId ?? before.planId);
    // A plan that is not sold any more ends with what is paid.
    if (!plan || plan.amountMinor === 0) return await this.#state({ ...subscription, cancelAtPeriodEnd: true });
    const period = { start, end: periodAfter(start, plan.period) };
    await invoices.issue({ subscriptionId: subscription.id, userId: subscription.userId, plan, period });
    return before;
  }

  async changePlan(subscription: Subscription, plan: Plan): Promise<ProviderState> {
    return await this.paymentStatus({ ...subscription, nextPlanId: plan.id });
  }

  async setCancellation(subscription: Subscription, atPeriodEnd: boolean): Promise<ProviderState> {
    if (!atPeriodEnd) return await this.paymentStatus({ ...subscription, cancelAtPeriodEnd: false });
    await this.#options.invoices.voidOpen(subscription.id);
    return await this.#state({ ...subscription, cancelAtPeriodEnd: true });
  }

  async end(subscription: Subscription): Promise<ProviderState> {
    return { ...(await this.setCancellation(subscription, true)), status: 'ended' };
  }

  async portalUrl(): Promise<null> {
    return null;
  }

  async #state(subscription: Subscription): Promise<ProviderState> {
    const { invoices, clock } = this.#options;
    return stateFrom(subscription, await invoices.ofSubscription(subscription.id), clock.now());
  }
}
