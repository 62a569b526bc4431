import { frameMs } from '../core/audio-frame.ts';

/** Parameters may differ from frame to frame: while the assistant speaks, a caller must be heard longer before it counts. */
export interface SpeechPolicy {
  /** Voice in a run, without the gaps, before it counts as speech: a click or a cough is shorter. 60 when listening, 250 against barge-in by "mm". */
  startAfterMs: number;
  /** The pause that a run of voice survives: the closure of a p or t is 50 to 80 ms. */
  bridgeMs: number;
  /** The silence that ends speech. */
  endAfterMs: number;
  /** Sound before the first voiced frame that belongs to the speech: an f or s begins below the threshold. */
  lookBackMs: number;
}

/** Where the detector stands. Times are milliseconds of sound since its first frame. */
export interface SpeechState {
  speaking: boolean;
  nowMs: number;
  /** Voice in the current run, without its gaps. */
  voicedMs: number;
  /** Silence since the last voiced frame. */
  quietMs: number;
  /** When the current run began, look-back included; what it was when nothing runs does not matter. */
  sinceMs: number;
}

export type SpeechEvent = { type: 'speech-started'; atMs: number } | { type: 'speech-ended'; atMs: number; startedMs: number };

export const initialSpeechState: SpeechState = { speaking: false, nowMs: 0, voicedMs: 0, quietMs: 0, sinceMs: 0 };

/** Listening while nobody else speaks. */
export const listeningPolicy: SpeechPolicy = { startAfterMs: 60, bridgeMs: 100, endAfterMs: 300, lookBackMs: 120 };

/** Listening while the assistant speaks: only 250 ms of sustained voice are an interruption. */
export const bargeInPolicy: SpeechPolicy = { ...listeningPolicy, startAfterMs: 250 };

/**
 * One frame further. `speech-started` says where the speech really began (before now: sound must be kept that long), `speech-ended` where the last
 * voiced frame ended. Pure.
 */
export function nextSpeechState(before: SpeechState, voiced: boolean, policy: SpeechPolicy): { state: SpeechState; event?: SpeechEvent } {
  const nowMs = before.nowMs + frameMs;
  const running = before.voicedMs > 0;
  if (voiced) {
    const sinceMs = running ? before.sinceMs : Math.max(0, before.nowMs - policy.lookBackMs);
    const state = { ...before, nowMs, sinceMs, quietMs: 0, voicedMs: before.voicedMs + frameMs };
    if (before.speaking || state.voicedMs < policy.startAfterMs) return { state };
    return { state: { ...state, speaking: true }, event: { type: 'speech-started', atMs: sinceMs } };
  }
  const quietMs = before.quietMs + frameMs;
  if (before.speaking && quietMs >= policy.endAfterMs) {
    const event: SpeechEvent = { type: 'speech-ended', atMs: nowMs - quietMs, startedMs: before.sinceMs };
    return { state: { ...before, nowMs, quietMs, speaking: false, voicedMs: 0 }, event };
  }
  const lapsed = !before.speaking && quietMs > policy.bridgeMs;
  return { state: { ...before, nowMs, quietMs, voicedMs: lapsed ? 0 : before.voicedMs } };
}
