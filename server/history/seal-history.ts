import type { Knex } from 'knex';
import { storing } from '../database/failures.ts';
import { type Database, isPostgres } from '../database/open.ts';
import type { UserCipher, UserKeys } from '../database/secrets/user-keys.ts';
import type { CallRow, MessageRow, TurnRow } from './rows.ts';
import { sealedRows } from './sealed-rows.ts';

/** Calls in one transaction. */
const atOnce = 50;

/**
 * Seals the texts of calls from before there were keys. It can be stopped at any moment and goes on at the next start. In SQLite the file is written anew
 * at the end, since what is overwritten stays in its free pages. Resolves with how many calls were sealed.
 */
export async function sealHistory(database: Database, keys: UserKeys, signal?: AbortSignal): Promise<number> {
  return await storing('Sealing the history', async () => {
    let sealed = 0;
    for (;;) {
      signal?.throwIfAborted();
      const calls = await database<CallRow>('calls').where({ sealed: false }).orderBy('id').limit(atOnce);
      if (calls.length === 0) break;
      const ciphers = await keys.ciphersOf(calls.map(({ user_id }) => user_id));
      await database.transaction(async (transaction) => {
        for (const call of calls) await sealCall(transaction, call, ciphers.get(call.user_id) as UserCipher);
      });
      sealed += calls.length;
    }
    if (sealed > 0 && !isPostgres(database)) {
      await database.raw('VACUUM');
      await database.raw('PRAGMA wal_checkpoint(TRUNCATE)');
    }
    return sealed;
  });
}

async function sealCall(transaction: Knex.Transaction, call: CallRow, cipher: UserCipher): Promise<void> {
  const turns = await transaction<TurnRow>('turns').where({ call_id: call.id });
  const message = await transaction<MessageRow>('messages').where({ call_id: call.id }).first();
  const rows = sealedRows({ call, turns, message, recording: undefined }, cipher);
  const { summary, person } = rows.call;
  // Another server may have been here first.
  const taken = await transaction<CallRow>('calls').where({ id: call.id, sealed: false }).update({ sealed: true, summary, person });
  if (taken === 0) return;
  for (const { position, text, words, live_text } of rows.turns) {
    await transaction<TurnRow>('turns').where({ call_id: call.id, position }).update({ text, words, live_text });
  }
  if (rows.message) {
    const { name, phone, reason } = rows.message;
    await transaction<MessageRow>('messages').where({ call_id: call.id }).update({ name, phone, reason });
  }
}
