import { createInterface } from 'node:readline';
import type { Dialogue, DialogueContext, DialogueState, DialogueStep } from '../assistant/dialogue/contract.ts';
import { createDialogue } from '../assistant/dialogue/dialogue.ts';
import type { Language } from '../core/language.ts';

export interface TalkOptions {
  language: Language;
  /** One JSON object a line of input, `{intent, slots, reply, goal, done, outcome}`, and nothing else. */
  json: boolean;
  /** Takes each line as the first sentence of a new talk: for scoring sentences that do not belong together. */
  each?: boolean;
}

export interface TalkStreams {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/**
 * The dialogue by text, without telephony: one line in, the reply out. An empty line is silence. After the end of a talk the next line begins a new one.
 * Lines of '#' and digits ("#0612345678") are keys. Resolves with the exit status when the input ends.
 */
export async function talk(options: TalkOptions, { input, output }: TalkStreams): Promise<number> {
  const dialogue = createDialogue();
  const context = contextOf(options.language);
  let state: DialogueState | undefined;
  const begin = (): DialogueState => {
    const step = dialogue.next(dialogue.initial(context()), { type: 'start' }, context());
    if (!options.json) output.write(`${replyText(step)}\n`);
    return step.state;
  };
  if (!options.json && !options.each) state = begin();
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const step = say(dialogue, state ?? begin(), line, context());
    output.write(options.json ? `${JSON.stringify(spokenAs(step))}\n` : `${replyText(step)}\n`);
    if (!output.writable) break;
    const over = options.each || step.next.act !== 'listen';
    state = over ? undefined : step.state;
  }
  return 0;
}

function say(dialogue: Dialogue, state: DialogueState, line: string, context: DialogueContext): DialogueStep {
  const text = line.trim();
  if (text === '') return dialogue.next(state, { type: 'silence' }, context);
  const keys = /^#(\d+)#?$/.exec(text)?.[1];
  return dialogue.next(state, keys ? { type: 'keyed', digits: keys } : { type: 'said', text }, context);
}

const replyText = (step: DialogueStep) => step.replies.map((reply) => reply.text).join(' ');

function spokenAs(step: DialogueStep) {
  return {
    intent: step.understanding?.intent ?? 'unknown',
    slots: step.understanding?.slots ?? {},
    reply: replyText(step),
    goal: step.state.goal,
    done: step.next.act !== 'listen',
    outcome: step.next.act === 'hang-up' ? step.next.outcome : step.next.act === 'voicemail' ? 'voicemail-left' : null,
  };
}

/** A host to rehearse with: open on weekdays. */
function contextOf(language: Language): () => DialogueContext {
  const day = [
    { from: '09:00', to: '12:00' },
    { from: '14:00', to: '18:00' },
  ];
  const host = {
    name: language === 'fr' ? 'Cabinet Durand' : 'Durand and Partners',
    language,
    country: language === 'fr' ? 'FR' : 'GB',
    timeZone: language === 'fr' ? 'Europe/Paris' : 'Europe/London',
    openingHours: { 1: day, 2: day, 3: day, 4: day, 5: day },
    recordingNotice: false,
  };
  return () => ({ host, callerNumber: null, now: new Date(), otherLanguage: language === 'fr' ? 'en' : 'fr' });
}
