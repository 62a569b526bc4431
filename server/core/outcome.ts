import type { Language } from './language.ts';

/** How a call ended: one explicit word for every call, kept in the history and counted by /metrics. */
export const callOutcomes = [
  'message-taken',
  'voicemail-left',
  'information-given',
  'wrong-number',
  'transferred',
  'caller-hung-up',
  'nothing-said',
  'rejected',
  'failed',
] as const;

export type CallOutcome = (typeof callOutcomes)[number];

/** Why a call's scope ended; the first reason wins. */
export type EndReason = 'completed' | 'caller-hung-up' | 'too-long' | 'switch-lost' | 'server-stopping' | 'failed';

/** What the assistant understood of a caller's message. */
export interface CallerMessage {
  name: string | null;
  /** The number to call back, in E.164 ("+33612345678"). */
  phone: string | null;
  reason: string | null;
  urgent: boolean;
}

/** One recognised word. Times are milliseconds since the call was answered; confidence is 0 to 1. */
export interface SpokenWord {
  word: string;
  startMs: number;
  endMs: number;
  confidence: number;
}

/** Which recogniser a transcript is from, and when it listened. */
export interface TranscriptEar {
  /** The model's name: "vosk-model-small-fr-0.22". */
  model: string;
  pass: 'live' | 'after-call';
}

/** One thing said in a call. Times are milliseconds since the call was answered. */
export interface Turn {
  speaker: 'caller' | 'assistant';
  text: string;
  startMs: number;
  endMs: number;
  /** Mean word confidence of the recogniser, 0 to 1; absent for the assistant and for keyed digits. */
  confidence?: number;
  /** Where it is not the call's own. */
  language?: Language;
  /** The words of the text, where the recogniser told them. */
  words?: SpokenWord[];
  /** What was heard during the call, where a better transcript made after it took its place. */
  liveText?: string;
}
