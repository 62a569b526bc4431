import type { Language } from '../core/language.ts';
import type { CallOutcome, EndReason, Turn } from '../core/outcome.ts';
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
  summary: string | null;
  /** SQLite has no booleans: 0 and 1. */
  untranscribed: Untranscribed | null;
}

export interface TurnRow {
  call_id: string;
  position: number;
  speaker: Turn['speaker'];
  text: string;
  start_ms: number;
  end_ms: number;
  confidence: number | null;
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
      summary: record.summary,
      untranscribed: record.untranscribed,
    },
    turns: record.turns.map((turn, position) => ({
      call_id: record.id,
      position,
      speaker: turn.speaker,
      text: turn.text,
      start_ms: Math.round(turn.startMs),
      end_ms: Math.round(turn.endMs),
      confidence: turn.confidence ?? null,
    })),
    message: message && { call_id: record.id, name: message.name, phone: message.phone, reason: message.reason, urgent: message.urgent },
    recording: recording && {
      call_id: record.id,
      path: storedPath(dataDir, recording.path),
      duration_ms: Math.round(recording.durationMs),
      sample_rate_hz: recording.sampleRateHz,
      channels: recording.channels,
    },
  };
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
    ...(message && { message: { name: message.name, phone: message.phone, reason: message.reason, urgent: Boolean(message.urgent) } }),
    summary: call.summary,
    ...(recording && {
      recording: {
        path: absolutePath(dataDir, recording.path),
        durationMs: recording.duration_ms,
        sampleRateHz: recording.sample_rate_hz,
        channels: recording.channels,
      },
    }),
    untranscribed: call.untranscribed,
  };
}

function turnOf({ speaker, text, start_ms, end_ms, confidence }: TurnRow): Turn {
  return { speaker, text, startMs: start_ms, endMs: end_ms, ...(confidence !== null && { confidence }) };
}
