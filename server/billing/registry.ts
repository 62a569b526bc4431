import type { Clock } from '../core/clock.ts';
import type { Settings } from '../settings/schema.ts';
import type { PaymentProvider } from './contract.ts';
import type { InvoiceStore } from './invoices/store.ts';
import type { Plans } from './plans.ts';
import { ManualProvider } from './providers/manual/manual.ts';

export { stateFrom as stateFromInvoices } from './providers/manual/state.ts';

export interface ProviderOptions {
  settings: Pick<Settings, 'billing'>;
  plans: Plans;
  invoices: InvoiceStore;
  clock: Clock;
}

/** Null where nobody pays. */
export function createPaymentProvider({ settings, plans, invoices, clock }: ProviderOptions): PaymentProvider | null {
  return settings.billing.provider === 'manual' ? new ManualProvider({ invoices, plans, clock }) : null;
}
