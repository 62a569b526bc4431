import type { Knex } from 'knex';
import type { Clock } from '../core/clock.ts';
import type { UserErasure } from '../core/erasure.ts';
import type { ConfiguredUsers } from './configured-users.ts';
import { deletedColumns, type UserRow } from './rows.ts';

/**
 * Who is deleted stays so as long as his block stands in the settings: without a row of the id that the block has, the next start would take its person for a new
 * one, and answer and record his calls again. His own row is there already.
 */
export function keepDeleted(users: Pick<ConfiguredUsers, 'byId'>, clock: Clock): UserErasure {
  return {
    async rows(id: string, transaction: Knex.Transaction) {
      const user = users.byId(id);
      if (!user) return;
      const at = clock.now().toISOString();
      const { language, timeZone: time_zone } = user;
      const row: UserRow = { id, ...deletedColumns(id), language, time_zone, settings_digest: null, created_at: at, updated_at: at };
      await transaction<UserRow>('users').insert(row).onConflict('id').ignore();
    },
  };
}
