import type { AuditLog } from '../core/audit.ts';
import { type Clock, systemClock } from '../core/clock.ts';
import { RepondeurError } from '../core/errors.ts';
import type { EventBus } from '../core/events.ts';
import type { SecurityEvents } from '../core/security-events.ts';
import type { Page } from '../database/page.ts';
import type { Accounts } from '../users/accounts.ts';
import { type Customer, ForgedNotice, type PaymentProvider } from './contract.ts';
import type { Plan, Plans } from './plans.ts';
import { type Asker, prepareRecord } from './record-changes.ts';
import type { Applied, BillingStore, Stated } from './store.ts';
import type { Subscription } from './subscription.ts';
import type { Transaction } from './transaction.ts';

export interface BillingOptions {
  store: BillingStore;
  plans: Plans;
  /** Null where nobody pays. */
  provider: PaymentProvider | null;
  accounts: Pick<Accounts, 'byId'>;
  /** Changes are there with their entry, or not at all. */
  audit: AuditLog;
  security: EventBus<SecurityEvents>;
  clock?: Clock;
}

export interface Subscribed {
  subscription: Subscription;
  /** Where the user pays; null when there is nothing to do there. */
  checkoutUrl: string | null;
}

export interface NoticeRequest {
  rawBody: Buffer;
  header(name: string): string | undefined;
  /** Who sends it. Personal data. */
  address: string;
}

/** Subscriptions: what users choose, as their provider has it. */
export class Billing {
  readonly plans: Plans;
  readonly #options: Required<BillingOptions>;

  constructor(options: BillingOptions) {
    this.plans = options.plans;
    this.#options = { clock: systemClock, ...options };
  }

  /** "none" where nobody pays. */
  get providerName(): string {
    return this.#options.provider?.name ?? 'none';
  }

  /** The one that has not ended, else the last one; null when he never subscribed. */
  async subscription(userId: string): Promise<Subscription | null> {
    const { store } = this.#options;
    return (await store.live(userId)) ?? (await store.latest(userId));
  }

  async transactions(userId: string, page: { limit: number; cursor?: string | undefined }): Promise<Page<Transaction>> {
    return await this.#options.store.transactions(userId, page);
  }

  /** Subscribes, or changes to another plan. Asking for what is there already is no change; a payment page that is still open is given again. */
  async choose(userId: string, planId: string, address?: string): Promise<Subscribed> {
    const { store, clock } = this.#options;
    const provider = this.#provider();
    const plan = this.#payable(planId);
    const customer = await this.#customer(userId);
    const subscription = (await this.#liveHere(userId)) ?? (await store.begin(userId, plan.id, provider.name));
    const askedAt = clock.now();
    if (subscription.status === 'pending') {
      const { state, checkoutUrl } = await provider.createSubscription(subscription, plan, customer);
      return { subscription: await this.#follow(subscription, { state, askedAt }, { userId, address }), checkoutUrl };
    }
    if ((subscription.nextPlanId ?? subscription.planId) === plan.id) return { subscription, checkoutUrl: null };
    const state = await provider.changePlan(subscription, plan);
    return { subscription: await this.#follow(subscription, { state, askedAt }, { userId, address }), checkoutUrl: null };
  }

  /** Cancels at the end of what is paid, or takes that back. Rejects with 'not-found' when there is none. */
  async setCancellation(userId: string, atPeriodEnd: boolean, address?: string): Promise<Subscription> {
    const { clock } = this.#options;
    const provider = this.#provider();
    const subscription = await this.#liveHere(userId);
    if (!subscription) throw noSubscription();
    if (subscription.cancelAtPeriodEnd === atPeriodEnd && subscription.status !== 'pending') return subscription;
    const askedAt = clock.now();
    const state = await provider.setCancellation(subscription, atPeriodEnd);
    return await this.#follow(subscription, { state, askedAt }, { userId, address });
  }

  /** The provider's place for cards and bills. Rejects with 'not-found' when there is none. */
  async portalUrl(userId: string): Promise<string> {
    const subscription = await this.#liveHere(userId);
    const url = subscription && (await this.#provider().portalUrl(subscription));
    if (!url) throw new RepondeurError('not-found', 'There is no such place for your subscription.');
    return url;
  }

  /** Asks the provider how a subscription stands and follows it; one whose user is gone is ended there. Rejects as the provider does. */
  async review(subscription: Subscription): Promise<Subscription> {
    const { clock, accounts } = this.#options;
    const provider = this.#provider();
    const askedAt = clock.now();
    const account = await accounts.byId(subscription.userId);
    const gone = account === null || account.status === 'deleted';
    const state = gone ? await provider.end(subscription) : await provider.paymentStatus(subscription);
    return await this.#follow(subscription, { state, askedAt }, null);
  }

  /** Those that are to be looked at, of the provider that is used now. */
  async due(limit: number): Promise<Subscription[]> {
    return await this.#options.store.dueForReview(this.providerName, limit);
  }

  /** Reads a webhook and follows it, once, whatever came before. Rejects with ForgedNotice. */
  async takeNotice({ rawBody, header, address }: NoticeRequest): Promise<void> {
    const { store, clock, provider, audit, security } = this.#options;
    if (!provider?.readNotice) throw new RepondeurError('not-found', 'There is nothing at this address.');
    const askedAt = clock.now();
    const { eventId, subscription, transactions } = await provider.readNotice(rawBody, header).catch((error) => {
      if (error instanceof ForgedNotice) security.emit('webhook-forged', { provider: provider.name, reason: error.reason, address });
      throw error;
    });
    if (!subscription) return;
    const { id, state } = subscription;
    const { userId } = subscription;
    await store.apply(id, state && { state, askedAt }, { transactions, eventId, record: await prepareRecord(audit, userId, null) });
  }

  #provider(): PaymentProvider {
    const { provider } = this.#options;
    if (!provider) throw new RepondeurError('conflict', 'Nobody pays here: everything is allowed without a subscription.');
    return provider;
  }

  /** What another provider began, before the settings were changed, is not this one's to change. */
  async #liveHere(userId: string): Promise<Subscription | null> {
    const subscription = await this.#options.store.live(userId);
    if (subscription && subscription.provider !== this.providerName)
      throw new RepondeurError('conflict', 'Your subscription is with another payment provider; it has to end there first.');
    return subscription;
  }

  #payable(planId: string): Plan {
    const plan = this.plans.byId(planId);
    if (!plan) throw new RepondeurError('bad-input', 'There is no such plan.');
    if (plan.amountMinor === 0) throw new RepondeurError('bad-input', 'This plan costs nothing and needs no subscription: cancel the one you have.');
    return plan;
  }

  async #customer(userId: string): Promise<Customer> {
    const account = await this.#options.accounts.byId(userId);
    if (!account || account.status === 'deleted') throw new RepondeurError('not-found', 'There is no such account.');
    return { userId, name: account.name, email: account.email, language: account.language };
  }

  /** Writes how it stands, with the entry in the audit log. */
  async #follow({ id, userId }: Subscription, stated: Stated, by: Asker | null): Promise<Subscription> {
    const { store, audit } = this.#options;
    const applied = (await store.apply(id, stated, { record: await prepareRecord(audit, userId, by) })) as Applied;
    return applied.after;
  }
}

const noSubscription = () => new RepondeurError('not-found', 'You have no subscription.');
