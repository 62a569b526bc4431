import Stripe from 'stripe';
import { ForgedNotice } from '../../contract.ts';
import type { NewTransaction } from '../../transaction.ts';
import { idOf } from './state.ts';

/** Older ones are replays: https://docs.stripe.com/webhooks#replay-attacks */
const toleranceSeconds = 300;

/** What an event is about, as far as it says so itself. Its word on the state of a subscription is not taken: events come in any order. */
export interface EventSubject {
  /** Stripe's subscription. */
  subscriptionRef: string | null;
  /** Ours. */
  subscriptionId: string | null;
  customerRef: string | null;
  transactions: NewTransaction[];
}

/** Checks the signature over the bytes and its age. Rejects with ForgedNotice. */
export function verifiedEvent(webhooks: Stripe['webhooks'], rawBody: Buffer, signature: string | undefined, secret: string): Stripe.Event {
  try {
    return webhooks.constructEvent(rawBody, signature ?? '', secret, toleranceSeconds);
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw new ForgedNotice('form', error);
    throw new ForgedNotice(/tolerance/.test(error.message) ? 'replay' : 'signature', error);
  }
}

/** Null for what does not concern subscriptions. */
export function subjectOf(event: Stripe.Event): EventSubject | null {
  const nothing = { subscriptionRef: null, subscriptionId: null, customerRef: null, transactions: [] };
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.expired':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.async_payment_failed': {
      const { subscription, client_reference_id: subscriptionId, customer } = event.data.object;
      return { ...nothing, subscriptionRef: idOf(subscription), subscriptionId, customerRef: idOf(customer) };
    }
    case 'customer.subscription.created':
    case 'customer.subscription.updated':
    case 'customer.subscription.paused':
    case 'customer.subscription.resumed':
    case 'customer.subscription.deleted': {
      const { id, metadata, customer } = event.data.object;
      return { ...nothing, subscriptionRef: id, subscriptionId: metadata.subscriptionId ?? null, customerRef: idOf(customer) };
    }
    case 'invoice.paid':
    case 'invoice.payment_failed': {
      const { parent, customer } = event.data.object;
      const details = parent?.subscription_details;
      const subscriptionId = details?.metadata?.subscriptionId ?? null;
      const transactions = [invoiceLine(event.data.object, event.type === 'invoice.paid', event.created)];
      return { ...nothing, subscriptionRef: idOf(details?.subscription), subscriptionId, customerRef: idOf(customer), transactions };
    }
    case 'charge.refunded': {
      const transactions = [refundLine(event.data.object, event.data.previous_attributes?.amount_refunded ?? 0, event.created)];
      return { ...nothing, customerRef: idOf(event.data.object.customer), transactions };
    }
    default:
      return null;
  }
}

function invoiceLine(invoice: Stripe.Invoice, paid: boolean, created: number): NewTransaction {
  return {
    key: paid ? `paid:${invoice.id}` : `failed:${invoice.id}:${invoice.attempt_count}`,
    at: new Date((paid ? (invoice.status_transitions.paid_at ?? created) : created) * 1000),
    amountMinor: paid ? invoice.amount_paid : invoice.amount_due,
    currency: invoice.currency.toUpperCase(),
    status: paid ? 'paid' : 'failed',
    providerRef: invoice.id ?? null,
  };
}

/** A charge tells the sum of what was given back so far; the ledger has each step. */
function refundLine(charge: Stripe.Charge, before: number, created: number): NewTransaction {
  return {
    key: `refund:${charge.id}:${charge.amount_refunded}`,
    at: new Date(created * 1000),
    amountMinor: before - charge.amount_refunded,
    currency: charge.currency.toUpperCase(),
    status: 'refunded',
    providerRef: charge.id,
  };
}
