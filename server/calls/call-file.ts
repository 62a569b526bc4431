import type { ConversationObserver } from '../assistant/conversation.ts';
import type { DialogueState } from '../assistant/dialogue/contract.ts';
import type { Clock } from '../core/clock.ts';
import { asError } from '../core/errors.ts';
import type { EventBus } from '../core/events.ts';
import type { Language } from '../core/language.ts';
import type { Logger } from '../core/logger.ts';
import type { CallerMessage, CallOutcome, EndReason, TranscriptEar, Turn } from '../core/outcome.ts';
import type { CallRecord, History, RecordingFile, Untranscribed } from '../history/contract.ts';
import { recordingPath } from '../history/recording-files.ts';
import type { Recordings } from '../history/recordings/recordings.ts';
import { canBeTranscribedAgain } from './after-call/after-call-pass.ts';
import type { CallEvents } from './events.ts';
import type { CallJournal, JournalEntry } from './journal.ts';
import type { UnstoredCalls } from './unstored-calls.ts';

export interface CallFileOptions {
  history: History;
  journal: CallJournal;
  /** Where a call goes that cannot be stored at its end. */
  unstored: UnstoredCalls;
  recordings: Recordings;
  /** Makes the owner's sentence or two of a finished call. Never rejects. */
  summarise(call: SummarisedCall): Promise<string | null>;
  /** How long the announcement of a call waits for a better transcript made after it; null when there is no ear for that. */
  transcribeAgainWithinMs(language: Language): number | null;
  dataDir: string;
  events: EventBus<CallEvents>;
  clock: Clock;
  logger: Logger;
}

export interface SummarisedCall {
  language: Language;
  /** The country whose way of writing numbers the owner reads. */
  country: string;
  outcome: CallOutcome;
  message?: CallerMessage;
  person: string | null;
  turns: readonly Turn[];
}

export interface CallIdentity {
  callId: string;
  switchCallId: string;
  userId: string;
  from: string | null;
  fromName: string | null;
  to: string;
  startedAt: Date;
  language: Language;
  country: string;
}

export interface CallClosing {
  outcome: CallOutcome;
  endReason: EndReason;
  turns: Turn[];
  message?: CallerMessage;
  person: string | null;
  recording?: RecordingFile;
  untranscribed: Untranscribed | null;
  /** Who listened. */
  ear?: TranscriptEar;
  /** Default now. */
  endedAt?: Date;
}

/** The file of one call: what is known while it is up (kept in the journal), and the record that is stored when it is over. */
export class CallFile {
  readonly identity: CallIdentity;
  readonly recordingPath: string;
  readonly #options: CallFileOptions;
  #state: DialogueState | null = null;
  #turns: Turn[];

  constructor(identity: CallIdentity, options: CallFileOptions, resumed?: JournalEntry) {
    this.identity = identity;
    this.#options = options;
    this.#state = resumed?.state ?? null;
    this.#turns = [...(resumed?.turns ?? [])];
    const again = resumed ? `-${options.clock.now().getTime()}` : '';
    this.recordingPath = recordingPath(options.dataDir, identity.startedAt, `${identity.callId}${again}`);
  }

  /** Writes the journal and tells the listeners as the talk goes on. */
  observer(): ConversationObserver {
    const { events } = this.#options;
    const { callId } = this.identity;
    return {
      onPartial: (text) => events.emit('partial', { callId, text }),
      onGreeting: (milliseconds) => events.emit('greeted', { callId, milliseconds }),
      onLatency: (milliseconds) => events.emit('latency', { callId, milliseconds }),
      onHotWord: () => events.emit('hot-word', { callId }),
      onTurn: (turn) => {
        this.#turns.push(turn);
        events.emit('turn', { callId, turn });
        this.keep();
      },
      onState: (state, turns) => {
        this.#state = state;
        this.#turns = [...turns];
        this.keep();
      },
    };
  }

  keep(): void {
    this.#options.journal.write(this.entry());
  }

  entry(): JournalEntry {
    return { ...this.identity, state: this.#state, turns: this.#turns, recordingPath: this.recordingPath };
  }

  /** Stores the call and forgets its journal entry. When storing fails it is tried again from time to time; the entry stays until then, for the next process. */
  async store(closing: CallClosing): Promise<void> {
    const { unstored, logger } = this.#options;
    const record = await this.#record(closing);
    try {
      await this.#put(record);
    } catch (error) {
      logger.error({ err: asError(error), callId: record.id }, 'a call could not be stored; it is tried again until it is');
      unstored.add(record.id, () => this.#put(record));
      // A disk that was full may have refused the entry too.
      this.keep();
    }
  }

  async #put(record: CallRecord): Promise<void> {
    const { history, journal, events, transcribeAgainWithinMs } = this.#options;
    const withinMs = canBeTranscribedAgain(record) ? transcribeAgainWithinMs(record.language) : null;
    await history.store(record, withinMs === null ? {} : { transcribeAgainWithinMs: withinMs });
    await journal.remove(record.id);
    events.emit('call-stored', { record });
  }

  async #record(closing: CallClosing): Promise<CallRecord> {
    const { callId, country, ...identity } = this.identity;
    const endedAt = closing.endedAt ?? this.#options.clock.now();
    return {
      ...identity,
      ...closing,
      id: callId,
      endedAt,
      durationMs: Math.max(0, endedAt.getTime() - identity.startedAt.getTime()),
      summary: await this.#options.summarise({ language: identity.language, country, ...closing }),
    };
  }
}

/** When a call ended of which only the journal is left: nobody knows better than its last turn. */
export function lastSeen({ startedAt, turns }: JournalEntry): Date {
  return new Date(startedAt.getTime() + Math.max(0, ...turns.map(({ endMs }) => endMs)));
}

/** What a call's journal entry says of a message, when its process died and the caller is gone. */
export function messageOfState(state: DialogueState | null): CallerMessage | undefined {
  if (!state) return undefined;
  const { name, phone, reason, urgent } = state.slots;
  return name || phone || reason ? { name, phone, reason, urgent } : undefined;
}
