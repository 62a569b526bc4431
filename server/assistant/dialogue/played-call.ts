import type { Language } from '../../core/language.ts';
import type { DialogueContext, DialogueStep, Host } from './contract.ts';
import { createDialogue } from './dialogue.ts';

const day = [{ from: '09:00', to: '18:00' }];

export interface PlayOptions {
  host?: Partial<Host>;
  /** Default: a call without a number on show. */
  callerNumber?: string;
}

/** Of a call on a Monday at 11:00 in Paris; for tests. */
export function contextOf(language: Language, { host, callerNumber }: PlayOptions = {}): DialogueContext {
  return {
    host: {
      name: 'Cabinet Durand',
      language,
      country: language === 'fr' ? 'FR' : 'GB',
      timeZone: 'Europe/Paris',
      openingHours: { 1: day, 2: day },
      recordingNotice: false,
      ...host,
    },
    callerNumber: callerNumber ?? null,
    now: new Date('2026-11-23T10:00:00Z'),
  };
}

/** Plays a call: '' is silence, '#12' keys, '?' a sentence that was lost, '!' a call picked up again. Gives all steps, the greeting first. */
export function play(language: Language, lines: readonly string[], options: PlayOptions = {}): DialogueStep[] {
  const dialogue = createDialogue();
  const context = contextOf(language, options);
  const steps = [dialogue.next(dialogue.initial(context), { type: 'start' }, context)];
  for (const line of lines) steps.push(dialogue.next(steps.at(-1)!.state, eventOf(line), context));
  return steps;
}

/** What the talk knows when a call is played to its last line. */
export function slotsAfter(language: Language, lines: readonly string[], options: PlayOptions = {}): DialogueStep['state']['slots'] {
  return play(language, lines, options).at(-1)!.state.slots;
}

function eventOf(line: string) {
  if (line === '') return { type: 'silence' } as const;
  if (line === '?') return { type: 'not-heard' } as const;
  if (line === '!') return { type: 'resume' } as const;
  return line.startsWith('#') ? ({ type: 'keyed', digits: line.slice(1) } as const) : ({ type: 'said', text: line } as const);
}

export function textOf(step: DialogueStep | undefined): string {
  return step?.replies.map((reply) => reply.text).join(' ') ?? '';
}

/** After each step. */
export function goals(steps: readonly DialogueStep[]): DialogueStep['state']['goal'][] {
  return steps.map((step) => step.state.goal);
}
