import type { Knex } from 'knex';
import { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import { languages } from '../core/language.ts';
import { storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';
import { queue } from '../database/outbox.ts';

/** The outbox's word for the e-mail about a fault; its payload is a {@link FaultNotice}. */
export const faultEmailKind = 'email.fault';

/** Nobody can hear the callers of a language: `missing`: no model is installed; `broken`: there is one, but it cannot be used. */
export const faultNotice = z.object({
  userId: z.string(),
  fault: z.literal('no-ear'),
  language: z.enum(languages),
  cause: z.enum(['missing', 'broken']),
  /** What the engine says of it. */
  detail: z.string().optional(),
});
export type FaultNotice = z.infer<typeof faultNotice>;

export interface FaultNoticesOptions {
  database: Database;
  clock: Clock;
  /** Called after a commit that queued a notice. */
  onQueued?: () => void;
}

/** Tells each user of a fault once, however many calls it spoils and however often the service is started; again only when it was mended and came back. */
export class FaultNotices {
  readonly #options: FaultNoticesOptions;

  constructor(options: FaultNoticesOptions) {
    this.#options = options;
  }

  async occurred(notice: FaultNotice): Promise<void> {
    const { database, clock, onQueued } = this.#options;
    const now = clock.now();
    const told = await storing('Writing down a fault', () =>
      database.transaction(async (transaction) => {
        const row = { user_id: notice.userId, fault: keyOf(notice), since: now.toISOString() };
        const inserted = await transaction('fault_notices').insert(row).onConflict(['user_id', 'fault']).ignore().returning('fault');
        if (inserted.length === 0) return false;
        await queue(transaction, { kind: faultEmailKind, idempotencyKey: `${faultEmailKind}:${newId()}`, payload: notice, now });
        return true;
      }),
    );
    if (told) onQueued?.();
  }

  async mended(notice: Pick<FaultNotice, 'userId' | 'fault' | 'language'>): Promise<void> {
    const { database } = this.#options;
    await storing('Writing down that a fault is mended', () =>
      database('fault_notices')
        .where({ user_id: notice.userId, fault: keyOf(notice) })
        .delete(),
    );
  }

  /** The user is deleted: nobody is told any more. */
  async forget(userId: string, transaction: Knex.Transaction): Promise<void> {
    await transaction('fault_notices').where({ user_id: userId }).delete();
  }
}

const keyOf = ({ fault, language }: Pick<FaultNotice, 'fault' | 'language'>) => `${fault}:${language}`;
