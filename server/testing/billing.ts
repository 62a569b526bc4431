import { AuditReader } from '../admin/audit/list.ts';
import { AuditStore } from '../admin/audit/store.ts';
import { type CreateBillingOptions, createBilling } from '../billing/create.ts';
import type { Clock } from '../core/clock.ts';
import { EventBus } from '../core/events.ts';
import { silentLogger } from '../core/logger.ts';
import type { SecurityEvents } from '../core/security-events.ts';
import type { Database } from '../database/open.ts';
import { newMasterKey } from '../database/secrets/master-keys.ts';
import { UserKeys } from '../database/secrets/user-keys.ts';
import { settingsFrom } from '../settings/load.ts';
import { AccountStore } from '../users/account-store.ts';
import { ConfiguredUsers } from '../users/configured-users.ts';

export const dayMs = 24 * 60 * 60 * 1000;

const document = {
  users: [{ name: 'Cabinet Durand', email: 'cabinet@example.org' }],
  plans: [
    { id: 'free', name: 'Gratuit', price: 0, minutes: 10, numbers: 1, concurrent_calls: 1 },
    { id: 'solo', name: 'Solo', price: 900, minutes: 300, numbers: 1, concurrent_calls: 1, retention_days: 90, stripe_price: 'price_solo' },
    { id: 'team', name: 'Équipe', price: 2900, numbers: 5, concurrent_calls: 3, stripe_price: 'price_team' },
  ],
  invoices: { seller: 'Durand Télécom', address: ['1 rue Exemple', '75001 Paris'], tax_percent: 20, how_to_pay: 'IBAN FR76 …' },
};

/** A clock that a test sets; each look at it is a millisecond later, so that the order of what happened is known. Who sleeps wakes by his signal alone. */
export function setClock(start = '2026-11-22T10:00:00Z'): Clock & { pass(ms: number): void } {
  let at = Date.parse(start);
  return {
    nowMs: () => at,
    now: () => new Date(at++),
    sleep: (_, signal) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true })),
    pass: (ms) => {
      at += ms;
    },
  };
}

/** The settings of a box whose users pay. */
export async function billingSettings(changes: Record<string, unknown>) {
  return await settingsFrom({ ...document, ...changes }, { folder: '/', home: '/', runsAsRoot: true });
}

/** Billing with an account that may subscribe, on a database and clock of the test's own. */
export async function testBilling(
  database: Database,
  changes: Record<string, unknown> = { billing: { provider: 'manual', grace_days: 7 } },
  stripeServer?: CreateBillingOptions['stripeServer'],
) {
  const clock = setClock();
  const accounts = new AccountStore(database, clock);
  const { id: userId } = await accounts.create({ name: 'Julie Lefèvre', email: 'julie@example.org' });
  const settings = await billingSettings(changes);
  const security = new EventBus<SecurityEvents>();
  const keys = new UserKeys(database, [newMasterKey()]);
  const parts = await createBilling({
    settings,
    database,
    users: new ConfiguredUsers(settings.users),
    accounts,
    audit: new AuditStore({ database, keys, accounts, clock }),
    security,
    onQueued: () => {},
    publicUrl: 'https://repondeur.example.org',
    logger: silentLogger,
    clock,
    ...(stripeServer && { stripeServer }),
  });
  /** What the audit log has of subscriptions and payments, the oldest first. */
  const audited = async () => (await new AuditReader(database, keys).list({ limit: 100 })).items.toReversed();
  return { ...parts, ...parts.services, settings, clock, accounts, security, userId, keys, audited };
}
