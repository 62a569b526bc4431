import type { Clock } from '../core/clock.ts';
import type { Settings } from '../settings/schema.ts';
import type { PaymentProvider } from './contract.ts';
import type { InvoiceStore } from './invoices/store.ts';
import type { Plans } from './plans.ts';
import { ManualProvider } from './providers/manual/manual.ts';
import type { StripeOptions } from './providers/stripe/stripe.ts';
import type { BillingStore } from './store.ts';

export { stateFrom as stateFromInvoices } from './providers/manual/state.ts';

export interface ProviderOptions {
  settings: Pick<Settings, 'billing' | 'stripe'>;
  plans: Plans;
  invoices: InvoiceStore;
  store: BillingStore;
  /** "https://repondeur.example.org". */
  publicUrl: string;
  clock: Clock;
  /** Another server than Stripe's: for tests. */
  stripeServer?: StripeOptions['server'];
}

/** Null where nobody pays. A provider's library is loaded where it is used. */
export async function createPaymentProvider(options: ProviderOptions): Promise<PaymentProvider | null> {
  const { settings, plans, invoices, store, publicUrl, clock, stripeServer } = options;
  if (settings.billing.provider === 'manual') return new ManualProvider({ invoices, plans, clock });
  if (settings.billing.provider !== 'stripe' || !settings.stripe) return null;
  const { StripeProvider } = await import('./providers/stripe/stripe.ts');
  const returnUrl = `${publicUrl}/account`;
  return new StripeProvider({ ...settings.stripe, plans, subscriptions: store, returnUrl, clock, ...(stripeServer && { server: stripeServer }) });
}
