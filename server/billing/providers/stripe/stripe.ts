import Stripe from 'stripe';
import type { Clock } from '../../../core/clock.ts';
import type { Secret } from '../../../settings/secret.ts';
import type { Customer, Opened, PaymentProvider, ProviderNotice, ProviderState } from '../../contract.ts';
import type { Plan, Plans } from '../../plans.ts';
import type { BillingStore } from '../../store.ts';
import type { Subscription } from '../../subscription.ts';
import { asking } from './asking.ts';
import { subjectOf, verifiedEvent } from './notice.ts';
import { idOf, stateOf, unpaidState } from './state.ts';

export interface StripeOptions {
  secretKey: Secret;
  webhookSecret: Secret;
  plans: Plans;
  subscriptions: Pick<BillingStore, 'byId' | 'byCustomer'>;
  /** Where users come back to from Stripe's pages. */
  returnUrl: string;
  clock: Clock;
  /** Another address than Stripe's: for tests. */
  server?: Pick<NonNullable<ConstructorParameters<typeof Stripe>[1]>, 'host' | 'port' | 'protocol'>;
}

/**
 * Stripe: Checkout, the customer portal and webhooks, https://docs.stripe.com/billing/subscriptions/build-subscriptions. How a subscription stands is always
 * asked of Stripe, never taken from an event, so that events may come late, twice and in any order.
 */
export class StripeProvider implements PaymentProvider {
  readonly name = 'stripe';
  readonly #options: StripeOptions;
  readonly #stripe: Stripe;

  constructor(options: StripeOptions) {
    this.#options = options;
    this.#stripe = new Stripe(options.secretKey.reveal(), { maxNetworkRetries: 2, timeout: 20_000, telemetry: false, ...options.server });
  }

  async createSubscription(ours: Subscription, plan: Plan, customer: Customer): Promise<Opened> {
    return await asking(async () => {
      const open = ours.checkoutRef ? await this.#stripe.checkout.sessions.retrieve(ours.checkoutRef) : null;
      if (open?.status === 'complete') return { state: await this.paymentStatus(ours), checkoutUrl: null };
      if (open?.status === 'open') {
        if (open.metadata?.plan === plan.id) return { state: unpaidState(ours, 'pending', this.#now()), checkoutUrl: open.url };
        await this.#stripe.checkout.sessions.expire(open.id);
      }
      const customerRef = ours.customerRef ?? (await this.#customer(ours, customer));
      const session = await this.#checkout(ours, plan, customerRef, customer);
      const state = unpaidState(ours, 'pending', this.#now(), { planId: plan.id, customerRef, checkoutRef: session.id });
      return { state, checkoutUrl: session.url };
    });
  }

  async paymentStatus(ours: Subscription): Promise<ProviderState> {
    return await asking(async () => {
      const ref = ours.providerRef ?? (await this.#paidAt(ours));
      if (ref) return this.#state(await this.#stripe.subscriptions.retrieve(ref), ours);
      const session = ours.checkoutRef ? await this.#stripe.checkout.sessions.retrieve(ours.checkoutRef) : null;
      // A page that was never paid, or never opened, is given up after a day, as Stripe does.
      const over = session ? session.status === 'expired' : this.#now().getTime() - ours.createdAt.getTime() > 24 * 60 * 60 * 1000;
      return unpaidState(ours, over ? 'ended' : 'pending', this.#now());
    });
  }

  async changePlan(ours: Subscription, plan: Plan): Promise<ProviderState> {
    return await asking(async () => {
      const ref = ours.providerRef ?? '';
      const item = (await this.#stripe.subscriptions.retrieve(ref)).items.data[0];
      const items = [{ ...(item && { id: item.id }), price: plan.providerPrice ?? '' }];
      return this.#state(await this.#stripe.subscriptions.update(ref, { items, proration_behavior: 'create_prorations' }), ours);
    });
  }

  async setCancellation(ours: Subscription, atPeriodEnd: boolean): Promise<ProviderState> {
    if (ours.status === 'pending') return atPeriodEnd ? await this.end(ours) : await this.paymentStatus(ours);
    return await asking(async () =>
      this.#state(await this.#stripe.subscriptions.update(ours.providerRef ?? '', { cancel_at_period_end: atPeriodEnd }), ours),
    );
  }

  async end(ours: Subscription): Promise<ProviderState> {
    return await asking(async () => {
      const ref = ours.providerRef ?? (await this.#paidAt(ours));
      if (ref) return this.#state(await this.#ended(ref), ours);
      const session = ours.checkoutRef ? await this.#stripe.checkout.sessions.retrieve(ours.checkoutRef) : null;
      if (session?.status === 'open') await this.#stripe.checkout.sessions.expire(session.id);
      return unpaidState(ours, 'ended', this.#now());
    });
  }

  async portalUrl({ customerRef }: Subscription): Promise<string | null> {
    if (!customerRef) return null;
    return await asking(async () => {
      const session = await this.#stripe.billingPortal.sessions.create({ customer: customerRef, return_url: this.#options.returnUrl });
      return session.url;
    });
  }

  async readNotice(rawBody: Buffer, header: (name: string) => string | undefined): Promise<ProviderNotice> {
    const event = verifiedEvent(this.#stripe.webhooks, rawBody, header('Stripe-Signature'), this.#options.webhookSecret.reveal());
    const subject = subjectOf(event);
    if (!subject) return { eventId: event.id, subscription: null, transactions: [] };
    const { subscriptions } = this.#options;
    const found = subject.subscriptionId === null ? null : await subscriptions.byId(subject.subscriptionId);
    const ours = found ?? (subject.customerRef === null ? null : await subscriptions.byCustomer(this.name, subject.customerRef));
    if (!ours || ours.provider !== this.name) return { eventId: event.id, subscription: null, transactions: [] };
    // A second subscription at Stripe beside the one that is known does not change that one; its money stands in the ledger.
    const foreign = subject.subscriptionRef !== null && !(await this.#isOf(ours, subject.subscriptionRef));
    const known = { ...ours, providerRef: ours.providerRef ?? subject.subscriptionRef };
    const state = foreign ? null : await this.paymentStatus(known);
    return { eventId: event.id, subscription: { id: ours.id, userId: ours.userId, state }, transactions: subject.transactions };
  }

  /**
   * Which of ours an event is about may be its payer's own word: the address of a payment link of the same account takes any client_reference_id. Only what our page
   * made has our id in its metadata, which payers cannot write.
   */
  async #isOf(ours: Subscription, ref: string): Promise<boolean> {
    if (ours.providerRef !== null) return ours.providerRef === ref;
    const { metadata } = await asking(() => this.#stripe.subscriptions.retrieve(ref));
    return metadata.subscriptionId === ours.id;
  }

  /** The same customer for a request that is sent again. */
  async #customer({ id }: Subscription, { userId, name, email, language }: Customer): Promise<string> {
    const customer = { name, email, preferred_locales: [language], metadata: { userId } };
    return (await this.#stripe.customers.create(customer, { idempotencyKey: `customer:${id}` })).id;
  }

  /** Two requests at once get the same page. */
  async #checkout(ours: Subscription, plan: Plan, customer: string, { language }: Customer): Promise<Stripe.Checkout.Session> {
    const metadata = { subscriptionId: ours.id, plan: plan.id };
    const { returnUrl } = this.#options;
    return await this.#stripe.checkout.sessions.create(
      {
        mode: 'subscription',
        customer,
        client_reference_id: ours.id,
        line_items: [{ price: plan.providerPrice ?? '', quantity: 1 }],
        success_url: `${returnUrl}?checkout=done`,
        cancel_url: `${returnUrl}?checkout=left`,
        locale: language,
        metadata,
        subscription_data: { metadata },
      },
      { idempotencyKey: `checkout:${ours.id}:${plan.id}:${ours.checkoutRef ?? 'first'}` },
    );
  }

  /** The subscription that came of the payment page; null while nobody has paid there. */
  async #paidAt({ checkoutRef }: Subscription): Promise<string | null> {
    if (!checkoutRef) return null;
    return idOf((await this.#stripe.checkout.sessions.retrieve(checkoutRef)).subscription);
  }

  async #ended(ref: string): Promise<Stripe.Subscription> {
    const theirs = await this.#stripe.subscriptions.retrieve(ref);
    return theirs.status === 'canceled' ? theirs : await this.#stripe.subscriptions.cancel(ref);
  }

  #state(theirs: Stripe.Subscription, ours: Subscription): ProviderState {
    return stateOf(theirs, ours, this.#options.plans, this.#now());
  }

  #now(): Date {
    return this.#options.clock.now();
  }
}
