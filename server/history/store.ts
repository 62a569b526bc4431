import { type Clock, systemClock } from '../core/clock.ts';
import { storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';
import { queue } from '../database/outbox.ts';
import { callEmailKind, isAnnounced } from './announce.ts';
import type { CallRecord, History } from './contract.ts';
import { type CallRow, type MessageRow, type RecordingRow, recordOf, rowsOf, type TurnRow } from './rows.ts';

/** SQLite takes 32,766 values in a statement; a turn has 7. */
const turnsAtOnce = 500;

export interface StoreOptions {
  database: Database;
  /** Recordings are stored by their path inside it. */
  dataDir: string;
  /** Called after a commit that queued a notification. */
  onQueued?: () => void;
  clock?: Clock;
}

/** The history in the database. */
export class HistoryStore implements History {
  readonly #options: StoreOptions;

  constructor(options: StoreOptions) {
    this.#options = options;
  }

  async store(record: CallRecord): Promise<{ stored: boolean }> {
    const { database, dataDir, onQueued, clock = systemClock } = this.#options;
    const { call, turns, message, recording } = rowsOf(record, dataDir);
    const announced = isAnnounced(record.outcome);
    const stored = await storing('Storing a call', () =>
      database.transaction(async (transaction) => {
        const inserted = await transaction('calls').insert(call).onConflict('switch_call_id').ignore().returning('id');
        if (inserted.length === 0) return false;
        for (let at = 0; at < turns.length; at += turnsAtOnce) await transaction('turns').insert(turns.slice(at, at + turnsAtOnce));
        if (message) await transaction('messages').insert(message);
        if (recording) await transaction('recordings').insert(recording);
        if (announced)
          await queue(transaction, {
            kind: callEmailKind,
            idempotencyKey: `${callEmailKind}:${record.id}`,
            payload: { callId: record.id },
            now: clock.now(),
          });
        return true;
      }),
    );
    if (stored && announced) onQueued?.();
    return { stored };
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

  async #withParts(calls: CallRow[]): Promise<CallRecord[]> {
    const { database, dataDir } = this.#options;
    const ids = calls.map(({ id }) => id);
    return await storing('Reading the history', async () => {
      const turns = await database<TurnRow>('turns').whereIn('call_id', ids).orderBy('position');
      const messages = await database<MessageRow>('messages').whereIn('call_id', ids);
      const recordings = await database<RecordingRow>('recordings').whereIn('call_id', ids);
      return calls.map((call) =>
        recordOf(
          {
            call,
            turns: turns.filter(({ call_id }) => call_id === call.id),
            message: messages.find(({ call_id }) => call_id === call.id),
            recording: recordings.find(({ call_id }) => call_id === call.id),
          },
          dataDir,
        ),
      );
    });
  }
}
