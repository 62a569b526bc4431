import type { Clock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import type { Database } from '../database/open.ts';
import { Outbox } from '../database/outbox.ts';
import type { Channel } from '../database/outbox-worker/channel.ts';
import { OutboxWorker, type WorkerOptions } from '../database/outbox-worker/worker.ts';
import type { UserKeys } from '../database/secrets/user-keys.ts';
import { callEmailKind } from '../history/announce.ts';
import type { History } from '../history/contract.ts';
import type { Recordings } from '../history/recordings/recordings.ts';
import type { Settings } from '../settings/schema.ts';
import type { Accounts } from '../users/accounts.ts';
import type { Users } from '../users/contract.ts';
import { accountEmailKind } from './account-notices.ts';
import { AccountEmail } from './email/account-email.ts';
import { CallEmail } from './email/call-email.ts';
import { FaultEmail } from './email/fault-email.ts';
import { SecurityEmail } from './email/security-email.ts';
import { faultEmailKind } from './fault-notices.ts';
import { securityEmailKind } from './security-notices.ts';

export interface NotificationsOptions extends Pick<WorkerOptions, 'onResult' | 'delayMs' | 'leaseMs' | 'graceMs'> {
  settings: Pick<Settings, 'smtp' | 'notifications'>;
  database: Database;
  history: Pick<History, 'find'>;
  recordings: Pick<Recordings, 'open'>;
  users: Pick<Users, 'byId'>;
  /** E-mails about accounts are sealed in the outbox, and lead to this address. Without it they wait. */
  accountEmails?: { keys: UserKeys; publicUrl: string };
  /** Whom e-mails about security go to; without it there are none. */
  accounts?: Pick<Accounts, 'byId'>;
  /** Of other rooms, by the kind of item they take. */
  channels?: Record<string, Channel>;
  logger: Logger;
  clock?: Clock;
}

/** The notifications as the settings want them. Without [smtp] e-mails wait in the outbox until there is one. */
export function createNotifications({
  settings,
  database,
  history,
  recordings,
  users,
  accountEmails,
  accounts,
  channels: others = {},
  logger,
  ...options
}: NotificationsOptions): OutboxWorker {
  const { smtp, notifications } = settings;
  const channels: Record<string, Channel> = smtp
    ? {
        [callEmailKind]: new CallEmail({ smtp, notifications, history, recordings, users, logger }),
        [faultEmailKind]: new FaultEmail({ smtp, users }),
        ...(accountEmails && { [accountEmailKind]: new AccountEmail({ smtp, ...accountEmails }) }),
        ...(accounts && { [securityEmailKind]: new SecurityEmail({ smtp, accounts }) }),
        ...others,
      }
    : {};
  const withoutChannels = 'There is no [smtp] in the settings: e-mails wait until there is';
  return new OutboxWorker({ outbox: new Outbox(database), channels, withoutChannels, logger, ...options });
}
