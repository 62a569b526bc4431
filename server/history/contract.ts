import type { Language } from '../core/language.ts';
import type { CallerMessage, CallOutcome, EndReason, TranscriptEar, Turn } from '../core/outcome.ts';

/** Everything known about one call at its end; stored in one transaction with what it announces. */
export interface CallRecord {
  /** UUIDv7. */
  id: string;
  userId: string;
  /** The switch's own id. Unique: a call is stored once however often it is handed in. */
  switchCallId: string;
  /** E.164 where it can be read as such, else as the network gave it; null when withheld. */
  from: string | null;
  fromName: string | null;
  to: string;
  startedAt: Date;
  endedAt: Date;
  durationMs: number;
  outcome: CallOutcome;
  endReason: EndReason;
  language: Language;
  turns: Turn[];
  /** Whom the caller asked for; absent when nobody. */
  person?: string | null;
  /** Absent when the caller left nothing that is a message. */
  message?: CallerMessage;
  /** Two or three sentences made from the slots and turns; null when there is nothing to say. */
  summary: string | null;
  recording?: RecordingFile;
  /** Why the call was not transcribed; null when it was. */
  untranscribed: Untranscribed | null;
  /** Who transcribed the call, and so what the summary rests on; absent where it is not known. */
  ear?: TranscriptEar;
}

/** `no-ear`: no recogniser for people is installed for the language. `server-away`: the switch took the message by itself. */
export type Untranscribed = 'no-ear' | 'server-away';

export interface RecordingFile {
  /** Absolute path of a WAV file, both sides in it: sealed (recordings/recordings.ts), or plain where it is from before there were keys. */
  path: string;
  durationMs: number;
  sampleRateHz: number;
  channels: number;
  /** Where in the call it begins, milliseconds since the answer; absent where it is not known. */
  startMs?: number;
}

export interface StoreOptions {
  /** The call is to be transcribed again: that work is queued with it, and its announcement waits for it at most so long. */
  transcribeAgainWithinMs?: number;
}

/** A better transcript of a call, with what follows from it. */
export type Retranscription = Required<Pick<CallRecord, 'turns' | 'summary' | 'ear'>> & Pick<CallRecord, 'message'>;

export interface History {
  /** Stores the call, its turns, message and recording, and queues its notifications: all or nothing. Storing the same switchCallId again changes nothing and resolves with `stored: false`. */
  store(record: CallRecord, options?: StoreOptions): Promise<{ stored: boolean }>;
  /** Puts a better transcript in the place of the live one and lets the announcement go: all or nothing. A call that is gone changes nothing. */
  retranscribe(callId: string, better: Retranscription): Promise<void>;
  /** Lets the announcement of a call go that waits for a better transcript: there will be none. */
  announceNow(callId: string): Promise<void>;
  find(callId: string): Promise<CallRecord | null>;
  list(userId: string, limit: number): Promise<CallRecord[]>;
}
