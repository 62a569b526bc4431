import type { AuditLog } from '../core/audit.ts';
import { type Clock, systemClock } from '../core/clock.ts';
import { type Entitlements, everythingAllowed } from '../core/entitlements.ts';
import type { EventBus } from '../core/events.ts';
import type { Service } from '../core/health.ts';
import type { Logger } from '../core/logger.ts';
import type { SecurityEvents } from '../core/security-events.ts';
import type { Database } from '../database/open.ts';
import type { Channel } from '../database/outbox-worker/channel.ts';
import { usedCallMs } from '../history/usage.ts';
import type { Settings } from '../settings/schema.ts';
import type { Accounts } from '../users/accounts.ts';
import type { Users } from '../users/contract.ts';
import { Billing } from './billing.ts';
import { PlanEntitlements } from './entitlements.ts';
import { InvoiceEmail } from './invoices/email.ts';
import { InvoicePayment } from './invoices/payment.ts';
import type { InvoiceServices } from './invoices/routes.ts';
import { InvoiceStore, invoiceEmailKind } from './invoices/store.ts';
import { plansOf } from './plans.ts';
import { createPaymentProvider, type ProviderOptions, stateFromInvoices } from './registry.ts';
import { Reviews } from './reviews.ts';
import type { BillingServices } from './routes.ts';
import { BillingStore } from './store.ts';
import { nothingCounted } from './usage.ts';

export interface CreateBillingOptions {
  settings: Pick<Settings, 'billing' | 'plans' | 'invoices' | 'smtp' | 'stripe'>;
  database: Database;
  /** Who is called. */
  users: Pick<Users, 'byId'>;
  accounts: Pick<Accounts, 'byId' | 'anyWithRole'>;
  audit: AuditLog;
  security: EventBus<SecurityEvents>;
  /** Called after a commit that queued an e-mail. */
  onQueued: () => void;
  /** "https://repondeur.example.org". */
  publicUrl: string;
  logger: Logger;
  clock?: Clock;
  /** Another server than Stripe's: for tests. */
  stripeServer?: ProviderOptions['stripeServer'];
}

export interface BillingParts {
  /** What the routes work with. */
  services: BillingServices & InvoiceServices;
  /** The ways of its e-mails out. */
  channels: Record<string, Channel>;
  entitlements: Entitlements;
  reviews: Service;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Plans, subscriptions and payments, as the settings want them. */
export async function createBilling(options: CreateBillingOptions): Promise<BillingParts> {
  const { settings, database, users, accounts, audit, security, onQueued, publicUrl, logger, clock = systemClock, stripeServer } = options;
  const plans = plansOf(settings.plans);
  const store = new BillingStore(database, clock);
  const terms = { taxPercent: settings.invoices?.taxPercent ?? 0, dueDays: settings.invoices?.dueDays ?? 0 };
  const invoices = new InvoiceStore({ database, terms, onQueued, clock });
  const provider = await createPaymentProvider({ settings, plans, invoices, store, publicUrl, clock, stripeServer });
  const billing = new Billing({ store, plans, provider, accounts, audit, security, clock });
  const graceMs = settings.billing.graceDays * dayMs;
  const exempt = (userId: string) => users.byId(userId)?.pays === false;
  const counted = provider && new PlanEntitlements({ store, plans, exempt, graceMs, usedMs: (...of) => usedCallMs(database, ...of), clock });
  const invoicePayment =
    provider?.name === 'manual' ? new InvoicePayment({ invoices, store, stateFrom: stateFromInvoices, accounts, audit, clock }) : null;
  const { smtp, invoices: invoiceTerms } = settings;
  const invoiceEmail = smtp && invoiceTerms && new InvoiceEmail({ smtp, terms: invoiceTerms, invoices, accounts });
  return {
    channels: invoiceEmail ? { [invoiceEmailKind]: invoiceEmail } : {},
    services: { billing, usage: counted ?? nothingCounted, invoices, invoicePayment },
    entitlements: counted ?? everythingAllowed,
    reviews: new Reviews({ billing, store, logger, clock }),
  };
}
