import { BillingStore } from '../billing/store.ts';
import type { Clock } from '../core/clock.ts';
import type { UserErasure } from '../core/erasure.ts';
import type { Database } from '../database/open.ts';
import { callErasure } from '../history/erase-calls.ts';
import { FaultNotices } from '../notifications/fault-notices.ts';
import type { ConfiguredUsers } from '../users/configured-users.ts';
import { keepDeleted } from '../users/keep-deleted.ts';

export interface UserErasuresOptions {
  database: Database;
  /** Recordings are stored by their path inside it. */
  dataDir: string;
  /** Who stands in the settings. */
  users: Pick<ConfiguredUsers, 'byId'>;
  clock: Clock;
}

/** What the rooms have of a user, for when he is deleted for good. Ledger and invoices stay: they name him by his id alone. */
export function userErasures({ database, dataDir, users, clock }: UserErasuresOptions): UserErasure[] {
  const billing = new BillingStore(database, clock);
  const faults = new FaultNotices({ database, clock });
  return [
    callErasure(database, dataDir),
    { rows: (userId, transaction) => billing.reviewAtOnce(userId, transaction) },
    { rows: (userId, transaction) => faults.forget(userId, transaction) },
    keepDeleted(users, clock),
  ];
}
