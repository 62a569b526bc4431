import type { Language } from '../core/language.ts';
import type { CallerMessage, CallOutcome, EndReason, SpokenWord, TranscriptEar, Turn } from '../core/outcome.ts';
import type { CallRecord, Untranscribed } from './contract.ts';
import { absolutePath, storedPath } from './recording-files.ts';

export interface CallRow {
  id: string;
  user_id: string;
  switch_call_id: string;
  from_number: string | null;
  from_name: string | null;
  to_number: string;
  started_at: string;
  ended_at: string;
  duration_ms: number;
  outcome: CallOutcome;
  end_reason: EndReason;
  language: Language;
  person: string | null;
  summary: string | null;
  /** SQLite has no booleans: 0 and 1. */
  untranscribed: Untranscribed | null;
  ear_model: string | null;
  ear_pass: TranscriptEar['pass'] | null;
  /** Whether the texts of the call, its turns and its message are sealed with the user's key. */
  sealed: boolean | number;
}

export interface TurnRow {
  call_id: string;
  position: number;
  speaker: Turn['speaker'];
  text: string;
  start_ms: number;
  end_ms: number;
  confidence: number | null;
  language: Language | null;
  /** JSON: a SpokenWord each. */
  words: string | null;
  live_text: string | null;
}

export interface MessageRow {
  call_id: string;
  name: string | null;
  phone: string | null;
  reason: string | null;
  urgent: boolean | number;
}

export interface RecordingRow {
  call_id: string;
  path: string;
  duration_ms: number;
  sample_rate_hz: number;
  channels: number;
  start_ms: number | null;
}

/** A call as the tables hold it. */
export interface CallRows {
  call: CallRow;
  turns: TurnRow[];
  message: MessageRow | undefined;
  recording: RecordingRow | undefined;
}

export function rowsOf(record: CallRecord, dataDir: string): CallRows {
  const { message, recording } = record;
  return {
    call: {
      id: record.id,
      user_id: record.userId,
      switch_call_id: record.switchCallId,
      from_number: record.from,
      from_name: record.fromName,
      to_number: record.to,
      started_at: record.startedAt.toISOString(),
      ended_at: record.endedAt.toISOString(),
      duration_ms: Math.round(record.durationMs),
      outcome: record.outcome,
      end_reason: record.endReason,
      language: record.language,
      person: record.person ?? null,
      summary: record.summary,
      untranscribed: record.untranscribed,
      ear_model: record.ear?.model ?? null,
      ear_pass: record.ear?.pass ?? null,
      sealed: false,
    },
    turns: turnRows(record.id, record.turns),
    message: message && messageRow(record.id, message),
    recording: recording && {
      call_id: record.id,
      path: storedPath(dataDir, recording.path),
      duration_ms: Math.round(recording.durationMs),
      sample_rate_hz: recording.sampleRateHz,
      channels: recording.channels,
      start_ms: recording.startMs === undefined ? null : Math.round(recording.startMs),
    },
  };
}

export function messageRow(callId: string, { name, phone, reason, urgent }: CallerMessage): MessageRow {
  return { call_id: callId, name, phone, reason, urgent };
}

export function turnRows(callId: string, turns: readonly Turn[]): TurnRow[] {
  return turns.map((turn, position) => ({
    call_id: callId,
    position,
    speaker: turn.speaker,
    text: turn.text,
    start_ms: Math.round(turn.startMs),
    end_ms: Math.round(turn.endMs),
    confidence: turn.confidence ?? null,
    language: turn.language ?? null,
    words: turn.words ? JSON.stringify(turn.words) : null,
    live_text: turn.liveText ?? null,
  }));
}

export function recordOf({ call, turns, message, recording }: CallRows, dataDir: string): CallRecord {
  return {
    id: call.id,
    userId: call.user_id,
    switchCallId: call.switch_call_id,
    from: call.from_number,
    fromName: call.from_name,
    to: call.to_number,
    startedAt: new Date(call.started_at),
    endedAt: new Date(call.ended_at),
    durationMs: call.duration_ms,
    outcome: call.outcome,
    endReason: call.end_reason,
    language: call.language,
    turns: turns.map(turnOf),
    ...(call.person !== null && { person: call.person }),
    ...(message && { message: { name: message.name, phone: message.phone, reason: message.reason, urgent: Boolean(message.urgent) } }),
    summary: call.summary,
    ...(recording && {
      recording: {
        path: absolutePath(dataDir, recording.path),
        durationMs: recording.duration_ms,
        sampleRateHz: recording.sample_rate_hz,
        channels: recording.channels,
        ...(recording.start_ms !== null && { startMs: recording.start_ms }),
      },
    }),
    untranscribed: call.untranscribed,
    ...(call.ear_model !== null && call.ear_pass !== null && { ear: { model: call.ear_model, pass: call.ear_pass } }),
  };
}

function turnOf({ speaker, text, start_ms, end_ms, confidence, language, words, live_text }: TurnRow): Turn {
  return {
    speaker,
    text,
    startMs: start_ms,
    endMs: end_ms,
    ...(confidence !== null && { confidence }),
    ...(language && { language }),
    ...(words && { words: JSON.parse(words) as SpokenWord[] }),
    ...(live_text !== null && { liveText: live_text }),
  };
}
