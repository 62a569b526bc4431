import type { CallRecord } from '../history/contract.ts';
import type { EchoOptions } from '../rehearsal/echoing-mouth.ts';
import type { ScriptEvent, ScriptedCallResult, ScriptStep } from '../rehearsal/scripted-caller.ts';

/** Who calls whom and says what. */
export interface RealCaller {
  /** E.164; one number for each call of a stage, because the record is found by it. */
  from: string;
  to: string;
  /** espeak-ng voice that the rehearsal ear knows. */
  voice: string;
  script: ScriptStep[];
  /** His phone's loudspeaker is on. */
  echo?: EchoOptions;
  /** How long a step may wait, and the call go on after the last step. */
  stepDeadlineMs?: number;
  onEvent?: (event: ScriptEvent) => void;
}

/** A call that was really made, from both sides. */
export interface RealCall {
  /** What the caller said, heard and measured. */
  heard: ScriptedCallResult;
  /** What the product stored of it. */
  record: CallRecord;
  /** All of it as text, for the message of an assertion. */
  told: string;
}

export interface CallTelling {
  from: string;
  events: readonly ScriptEvent[];
  records: readonly CallRecord[];
  log: readonly string[];
}

/** A call in words, so that a test that fails says why. */
export function tellCall({ from, events, records, log }: CallTelling): string {
  return [
    `\nThe call of ${from}, at the caller's side (ms since the answer):`,
    ...events.map(({ type, atMs, text }) => `  ${String(Math.round(atMs)).padStart(6)} ${type}${text === undefined ? '' : ` "${text}"`}`),
    ...(records.length === 0 ? ['Nothing was stored of it.'] : records.flatMap(tellRecord)),
    ...(log.length > 0 ? ['Warnings and errors of the stage:', ...log.slice(-20).map((line) => `  ${line}`)] : []),
  ].join('\n');
}

function tellRecord({ outcome, endReason, turns, message, summary, recording }: CallRecord): string[] {
  return [
    `Stored as ${outcome} (${endReason}):`,
    ...turns.map(({ speaker, text, startMs, endMs }) => `  ${String(Math.round(startMs)).padStart(6)}-${Math.round(endMs)} ${speaker}: ${text}`),
    `  message ${JSON.stringify(message)}`,
    `  summary ${summary}`,
    `  recording ${recording ? `${recording.durationMs} ms` : 'none'}`,
  ];
}

/** The caller's words as they were understood, one text for each turn. */
export function callerTurns({ turns }: CallRecord): string[] {
  return turns.filter(({ speaker }) => speaker === 'caller').map(({ text }) => text);
}

export function assistantTurns({ turns }: CallRecord): string[] {
  return turns.filter(({ speaker }) => speaker === 'assistant').map(({ text }) => text);
}
