import { RepondeurError } from '../core/errors.ts';
import type { Language } from '../core/language.ts';
import type { Plan } from './plans.ts';
import type { Subscription, SubscriptionStatus } from './subscription.ts';
import type { NewTransaction } from './transaction.ts';

/** Who pays. Personal data. */
export interface Customer {
  userId: string;
  name: string;
  email: string;
  language: Language;
}

/** How a subscription stands with its provider. */
export interface ProviderState {
  status: SubscriptionStatus;
  planId: string;
  nextPlanId: string | null;
  periodStart: Date | null;
  periodEnd: Date | null;
  cancelAtPeriodEnd: boolean;
  providerRef: string | null;
  customerRef: string | null;
  checkoutRef: string | null;
  /** When to look again though nothing was heard. */
  reviewAt: Date;
}

export interface Opened {
  state: ProviderState;
  /** Where the user pays; null when he is told otherwise, by an invoice for instance. */
  checkoutUrl: string | null;
}

/** What a provider says by itself, once its signature was found good. */
export interface ProviderNotice {
  /** The provider's name for this notice: the same one may come again. */
  eventId: string;
  /** Ours that it is about, and how that stands now; null when it is about none. `state` is null when it says nothing of that. */
  subscription: { id: string; userId: string; state: ProviderState | null } | null;
  /** What was paid, failed or given back. */
  transactions: readonly NewTransaction[];
}

/** A webhook that is not to be believed, and why. */
export class ForgedNotice extends RepondeurError {
  readonly reason: 'signature' | 'replay' | 'form';

  constructor(reason: ForgedNotice['reason'], cause?: unknown) {
    // Whoever forges is told nothing of what was wrong.
    super('bad-input', 'This notice is not signed as it should be.', { cause });
    this.name = 'ForgedNotice';
    this.reason = reason;
  }
}

/**
 * A way to be paid (the seed's F_Paiement). A provider keeps the money and its own view of each subscription; ours follows it. Each method may be repeated:
 * it gives what is there. Rejects with 'unavailable' (retryable) when the other side cannot be asked, and 'conflict' when it refuses.
 */
export interface PaymentProvider {
  readonly name: string;
  /** The seed's creer_abonnement: begins it, or begins it again with another plan while it is pending. */
  createSubscription(subscription: Subscription, plan: Plan, customer: Customer): Promise<Opened>;
  /** The seed's verifier_statut_paiement: how it stands now. */
  paymentStatus(subscription: Subscription): Promise<ProviderState>;
  /** To another plan; when, and what is charged for the time between, is the provider's rule. */
  changePlan(subscription: Subscription, plan: Plan): Promise<ProviderState>;
  /** At the end of what is paid, or no more; a pending one ends at once. */
  setCancellation(subscription: Subscription, atPeriodEnd: boolean): Promise<ProviderState>;
  /** Ends it at once: its user is gone. */
  end(subscription: Subscription): Promise<ProviderState>;
  /** Where the user sees to his cards and bills at the provider; null when there is no such place. */
  portalUrl(subscription: Subscription): Promise<string | null>;
  /** Checks a webhook and reads it. Rejects with ForgedNotice when it is forged or too old. Absent where nobody calls. */
  readNotice?(rawBody: Buffer, header: (name: string) => string | undefined): Promise<ProviderNotice>;
}
