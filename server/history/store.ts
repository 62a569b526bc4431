import type { Knex } from 'knex';
import { type Clock, systemClock } from '../core/clock.ts';
import { storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';
import { makeDue, queue } from '../database/outbox.ts';
import type { UserCipher, UserKeys } from '../database/secrets/user-keys.ts';
import { callEmailKey, callEmailKind, isAnnounced, transcribeAgainKind } from './announce.ts';
import type { CallRecord, History, Retranscription, StoreOptions } from './contract.ts';
import { type CallRow, type MessageRow, messageRow, type RecordingRow, recordOf, rowsOf, type TurnRow, turnRows } from './rows.ts';
import { openedRows, sealedMessage, sealedRows, sealedSummary, sealedTurns } from './sealed-rows.ts';

/** SQLite takes 32,766 values in a statement; a turn has 10. */
const turnsAtOnce = 500;

export interface HistoryOptions {
  database: Database;
  /** Recordings are stored by their path inside it. */
  dataDir: string;
  /** Called after a commit that queued work for the outbox, or made it due. */
  onQueued?: () => void;
  clock?: Clock;
  /** What callers said is sealed with the key of the user it was for. Without them rows are stored open: for tests that look into the tables. */
  keys?: UserKeys;
}

/** The history in the database. */
export class HistoryStore implements History {
  readonly #options: HistoryOptions;

  constructor(options: HistoryOptions) {
    this.#options = options;
  }

  async store(record: CallRecord, { transcribeAgainWithinMs }: StoreOptions = {}): Promise<{ stored: boolean }> {
    const { database, dataDir, onQueued, clock = systemClock } = this.#options;
    const cipher = await this.#options.keys?.cipherOf(record.userId);
    const open = rowsOf(record, dataDir);
    const { call, turns, message, recording } = cipher ? sealedRows(open, cipher) : open;
    const announced = isAnnounced(record.outcome);
    const stored = await storing('Storing a call', () =>
      database.transaction(async (transaction) => {
        const inserted = await transaction('calls').insert(call).onConflict('switch_call_id').ignore().returning('id');
        if (inserted.length === 0) return false;
        await insertTurns(transaction, turns);
        if (message) await transaction('messages').insert(message);
        if (recording) await transaction('recordings').insert(recording);
        const now = clock.now();
        const payload = { callId: record.id };
        if (transcribeAgainWithinMs !== undefined)
          await queue(transaction, { kind: transcribeAgainKind, idempotencyKey: `${transcribeAgainKind}:${record.id}`, payload, now });
        const dueAt = new Date(now.getTime() + (transcribeAgainWithinMs ?? 0));
        if (announced) await queue(transaction, { kind: callEmailKind, idempotencyKey: callEmailKey(record.id), payload, now, dueAt });
        return true;
      }),
    );
    if (stored && (announced || transcribeAgainWithinMs !== undefined)) onQueued?.();
    return { stored };
  }

  async retranscribe(callId: string, { turns, message, summary, ear }: Retranscription): Promise<void> {
    const { database, onQueued, clock = systemClock } = this.#options;
    const cipher = await this.#cipherOfCall(callId);
    const rows = turnRows(callId, turns);
    const kept = message && messageRow(callId, message);
    await storing('Storing a better transcript', () =>
      database.transaction(async (transaction) => {
        const text = cipher ? sealedSummary(callId, summary, cipher) : summary;
        const found = await transaction('calls').where({ id: callId }).update({ summary: text, ear_model: ear.model, ear_pass: ear.pass });
        if (found === 0) return;
        await transaction('turns').where({ call_id: callId }).delete();
        await insertTurns(transaction, cipher ? sealedTurns(rows, cipher) : rows);
        if (kept)
          await transaction('messages')
            .insert(cipher ? sealedMessage(kept, cipher) : kept)
            .onConflict('call_id')
            .merge();
        await makeDue(transaction, callEmailKey(callId), clock.now());
      }),
    );
    onQueued?.();
  }

  async announceNow(callId: string): Promise<void> {
    const { database, onQueued, clock = systemClock } = this.#options;
    await storing('Announcing a call', () => database.transaction((transaction) => makeDue(transaction, callEmailKey(callId), clock.now())));
    onQueued?.();
  }

  async find(callId: string): Promise<CallRecord | null> {
    const calls = await storing('Reading a call', () => this.#options.database<CallRow>('calls').where({ id: callId }));
    return (await this.#withParts(calls))[0] ?? null;
  }

  /** The newest first. */
  async list(userId: string, limit: number): Promise<CallRecord[]> {
    const newest = this.#options
      .database<CallRow>('calls')
      .where({ user_id: userId })
      .orderBy('started_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit);
    return await this.#withParts(await storing('Reading the history', () => newest));
  }

  /** Undefined for a call that is stored open. */
  async #cipherOfCall(callId: string): Promise<UserCipher | undefined> {
    const { database, keys } = this.#options;
    const call = await storing('Reading a call', () => database<CallRow>('calls').where({ id: callId }).first('user_id', 'sealed'));
    return call?.sealed ? await keys?.cipherOf(call.user_id) : undefined;
  }

  async #withParts(calls: CallRow[]): Promise<CallRecord[]> {
    const { database, dataDir, keys } = this.#options;
    const ciphers = await keys?.ciphersOf(calls.filter(({ sealed }) => sealed).map(({ user_id }) => user_id));
    const ids = calls.map(({ id }) => id);
    return await storing('Reading the history', async () => {
      const turns = await database<TurnRow>('turns').whereIn('call_id', ids).orderBy('position');
      const messages = await database<MessageRow>('messages').whereIn('call_id', ids);
      const recordings = await database<RecordingRow>('recordings').whereIn('call_id', ids);
      return calls.map((call) => {
        const rows = {
          call,
          turns: turns.filter(({ call_id }) => call_id === call.id),
          message: messages.find(({ call_id }) => call_id === call.id),
          recording: recordings.find(({ call_id }) => call_id === call.id),
        };
        const cipher = ciphers?.get(call.user_id);
        return recordOf(cipher ? openedRows(rows, cipher) : rows, dataDir);
      });
    });
  }
}

async function insertTurns(transaction: Knex.Transaction, turns: readonly TurnRow[]): Promise<void> {
  for (let at = 0; at < turns.length; at += turnsAtOnce) await transaction('turns').insert(turns.slice(at, at + turnsAtOnce));
}
