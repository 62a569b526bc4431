import type { Pcm } from '../core/audio-frame.ts';
import type { Voice } from './heard-speech.ts';
import { placeRehearsalCall, type RehearsalCallOptions } from './rehearsal-call.ts';
import { checkScript, type ScriptStep, wordsOf } from './script.ts';
import { ScriptRun } from './script-run.ts';
import type { ScriptTurn } from './script-timings.ts';

export type { ScriptStep } from './script.ts';
export type { ScriptTurn } from './script-timings.ts';

export interface ScriptedCallerOptions {
  /** Makes the caller's voice: 16 kHz s16 mono. Everything is spoken before the call is placed, so that it costs no time in it. */
  speak(text: string, voice: string): Promise<Pcm>;
  /** Handed to `speak`, e.g. "fr+m3". */
  voice: string;
  /** The assistant is done after this long without voice; default 600. */
  assistantDoneAfterMs?: number;
  /** How long a step may wait for the assistant, and a call go on after the last step; default 30,000. */
  stepDeadlineMs?: number;
  /** Told as it happens. */
  onEvent?: (event: ScriptEvent) => void;
}

/** Times are milliseconds since the answer. */
export interface ScriptEvent {
  type: 'answered' | 'caller-speaks' | 'caller-spoke' | 'key-pressed' | 'assistant-done' | 'hung-up-by-caller' | 'hung-up-by-assistant';
  atMs: number;
  text?: string;
}

export interface ScriptedCallResult {
  turns: ScriptTurn[];
  /** From the answer to the first voiced sample of the assistant, as it arrived; absent when it never spoke. */
  answerToGreetingMs?: number;
  /** Of the first interruption that silenced the assistant. */
  bargeInMs?: number;
  /** When the assistant spoke. */
  assistantVoice: Voice[];
  /** All that the caller heard. */
  receivedPcm: Pcm;
  events: ScriptEvent[];
  durationMs: number;
}

/**
 * Calls and follows the script, listening before it speaks. What is measured is the caller's side of real SIP and RTP: a sample counts as said when the
 * switch takes it for sending and as heard when it arrives, so that the way there and back (52 ms for an echo) is part of every latency.
 * Rejects with `timeout` or `aborted` and the name of the step when the script cannot go on.
 */
export async function callByScript(
  callOptions: RehearsalCallOptions,
  script: readonly ScriptStep[],
  options: ScriptedCallerOptions,
): Promise<ScriptedCallResult> {
  checkScript(script);
  const speeches = new Map<string, Pcm>();
  for (const step of script) {
    const words = wordsOf(step);
    if (words !== undefined && !speeches.has(words)) speeches.set(words, await options.speak(words, options.voice));
  }
  const call = await placeRehearsalCall(callOptions);
  try {
    return await new ScriptRun(call, script, speeches, options).run();
  } finally {
    await call.hangUp();
  }
}
