import type { Pcm } from '../core/audio-frame.ts';
import { RepondeurError } from '../core/errors.ts';

/** One thing that a scripted caller does. Unless it says otherwise, a step first waits until the assistant has spoken and is done. */
export type ScriptStep =
  | { say: string; afterAssistantSpoke?: boolean }
  /** Keys, one after the other: '0'-'9', '*', '#', 'A'-'D'. */
  | { press: string; afterAssistantSpoke?: boolean }
  /** Waits until the assistant has been speaking for `afterMs`, then speaks over it: an interruption, or an "mm" that should be none. */
  | { sayWhileAssistantSpeaks: string; afterMs: number }
  /** The same with a sound that is no speech: a cough. 16 kHz s16 mono. */
  | { makeSoundWhileAssistantSpeaks: Pcm; afterMs: number }
  /** The same with keys. */
  | { pressWhileAssistantSpeaks: string; afterMs: number }
  | { waitMs: number }
  /** Waits for something outside of the call. It is called when its turn comes; what it rejects with ends the script. */
  | { waitFor: () => Promise<unknown> }
  /** Says nothing until the other side hangs up. */
  | { silent: true }
  | { hangUp: true; afterAssistantSpoke?: boolean }
  /** Begins to speak when the assistant is done, and hangs up when so much of it has left, in the middle of his words. */
  | { hangUpWhileSaying: string; afterMs: number };

/** The words of a step that have to be spoken, if any. */
export function wordsOf(step: ScriptStep): string | undefined {
  if ('say' in step) return step.say;
  if ('sayWhileAssistantSpeaks' in step) return step.sayWhileAssistantSpeaks;
  if ('hangUpWhileSaying' in step) return step.hangUpWhileSaying;
  return undefined;
}

export function nameOfStep(steps: readonly ScriptStep[], index: number): string {
  const step = steps[index];
  return `step ${index + 1} of ${steps.length} (${Object.keys(step ?? {})[0] ?? 'end of the script'})`;
}

/** Fails with `bad-input` before anything is dialled. */
export function checkScript(steps: readonly ScriptStep[]): void {
  for (const [index, step] of steps.entries()) {
    const fault = faultOf(step);
    if (fault) throw new RepondeurError('bad-input', `${nameOfStep(steps, index)}: ${fault}`);
  }
}

function faultOf(step: ScriptStep): string | undefined {
  const keys = 'press' in step ? step.press : 'pressWhileAssistantSpeaks' in step ? step.pressWhileAssistantSpeaks : '0';
  if (!/^[0-9*#A-D]+$/.test(keys)) return "the keys to press are '0'-'9', '*', '#', 'A'-'D'";
  if ('waitMs' in step && !(step.waitMs >= 0)) return 'waitMs is a number of milliseconds, 0 or more';
  if ('afterMs' in step && !(step.afterMs >= 0)) return 'afterMs is a number of milliseconds, 0 or more';
  if (wordsOf(step)?.trim() === '') return 'there is nothing to say';
  return undefined;
}
