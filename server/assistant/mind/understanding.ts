import { z } from 'zod';
import type { JsonSchema } from '../../ai/language-model/contract.ts';
import type { Language } from '../../core/language.ts';
import type { Goal, Intent, Slots, Understanding, UnderstandingContext } from '../dialogue/contract.ts';
import { languagePack } from '../languages/packs.ts';
import { contentWords } from '../languages/reason.ts';
import { tokenise } from '../languages/text.ts';
import { saidWords } from './grounding.ts';

/** What the model may propose. Numbers, a yes and a no, whom the caller wants, a wrong number and a goodbye are the rules' alone: nothing can be dialled or ended by it. */
const proposals = ['message', 'hours', 'urgent', 'appointment', 'price', 'unknown'] as const satisfies readonly Intent[];
/** Open questions. After a yes-or-no question and while a number is given nothing of the model's is used. */
const openGoals = new Set<Goal>(['greet', 'purpose', 'name', 'reason', 'anything-else']);
/** Intents that are worth little without a reason. */
const wantReason = new Set<Intent>(['message', 'urgent', 'appointment']);
/** Words of meaning: fewer hold nothing that rules would miss ("I would like to leave a message" has three). */
const minWords = { unknown: 2, withoutReason: 4 };
/** Longer names are sentences. */
const maxNameWords = 5;
/** Of the caller's words; what follows is left to the rules. */
const maxCharacters = 600;

/** The whole answer in tokens: longer ones are not waited for. */
export const understandingTokens = 120;

/** What matters most comes first: an answer that is cut off at its deadline is used as far as it goes. */
export const understandingSchema: JsonSchema = {
  type: 'object',
  properties: {
    intent: { enum: proposals },
    urgent: { enum: ['yes', 'no', 'unsaid'] },
    name: { type: 'string', maxLength: 60 },
    reason: { type: 'string', maxLength: 160 },
    language: { enum: ['fr', 'en', 'other'] },
  },
};

/** A grammar bounds what the model writes, but other providers may have none. */
const answer = z.object({
  intent: z.enum(proposals),
  name: z.string().default(''),
  reason: z.string().default(''),
  urgent: z.enum(['yes', 'no', 'unsaid']).default('unsaid'),
  language: z.enum(['fr', 'en', 'other']).default('other'),
});

export type Proposal = z.infer<typeof answer>;

/** A field with its whole value. */
const wholeField = /"(\w+)"\s*:\s*("(?:[^"\\]|\\[^u]|\\u[0-9a-fA-F]{4})*")/g;

/** The fields of an answer that are whole: one that was cut off at its deadline may tell the intent already. Undefined when it is not what was asked for. */
export function parseProposal(text: string): Proposal | undefined {
  try {
    return answer.safeParse(Object.fromEntries([...text.matchAll(wholeField)].map(([, key, value]) => [key, JSON.parse(value!)]))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether an answer, so far, tells all that the rules do not know themselves. One that knows no intent may still tell the language, which comes last. */
export function tellsEnough(text: string, { slots }: Understanding): boolean {
  const proposal = parseProposal(text);
  if (!proposal || proposal.intent === 'unknown') return false;
  if (!slots.reason) return proposal.reason !== '';
  const told = new Set([...text.matchAll(wholeField)].map(([, key]) => key));
  return (slots.urgent !== undefined || told.has('urgent')) && (slots.name !== undefined || told.has('name'));
}

export function isOpenQuestion(goal: Goal): boolean {
  return openGoals.has(goal);
}

/** Whether a sentence is worth asking the model: the rules know nothing of it, or lack the reason. */
export function leavesOpen(
  { intent, slots, asksRepeat, asksIfMachine }: Understanding,
  said: string,
  { goal, language }: UnderstandingContext,
): boolean {
  if (!isOpenQuestion(goal) || slots.phone || slots.digits || asksRepeat || asksIfMachine) return false;
  const words = contentWords(tokenise(said), languagePack(language));
  return intent === 'unknown' ? words >= minWords.unknown : wantReason.has(intent) && !slots.reason && words >= minWords.withoutReason;
}

const heard: Readonly<Record<Language, (question: string, words: string) => string>> = {
  fr: (question, words) => `Question posée : ${question}\nParoles : ${words}`,
  en: (question, words) => `Question asked: ${question}\nWords: ${words}`,
};

const tasks: Readonly<Record<Language, string>> = { fr: 'Tâche : comprendre.', en: 'Task: understand.' };

/** The beginning of every prompt about a sentence. The caller's words so far stand last, so that it can be evaluated while he speaks, once for all tasks. */
export function wordsPrompt(words: string, { language, goal }: UnderstandingContext): string {
  return heard[language](goal, words.slice(0, maxCharacters));
}

export function understandingPrompt(words: string, context: UnderstandingContext): string {
  return `${wordsPrompt(words, context)}\n${tasks[context.language]}`;
}

/** What the rules understood, filled up with what the model proposes and the caller said. What the rules know stays. */
export function merged(rules: Understanding, proposal: Proposal, said: string, { language }: UnderstandingContext): Understanding {
  const slots: Slots = { ...proposedSlots(proposal, said), ...rules.slots };
  const understanding: Understanding = { ...rules, intent: rules.intent === 'unknown' ? intentOf(proposal, slots) : rules.intent, slots };
  if (proposal.language !== 'other' && proposal.language !== language) understanding.language = proposal.language;
  return understanding;
}

function intentOf({ intent }: Proposal, { name }: Slots): Intent {
  return intent === 'unknown' && name ? 'name' : intent;
}

function proposedSlots({ intent, name, reason, urgent }: Proposal, said: string): Slots {
  const slots: Slots = {};
  const saidName = properName(name, said);
  const saidReason = saidWords(reason, said);
  if (saidName) slots.name = saidName;
  if (saidReason) slots.reason = saidReason;
  // The caller is asked whether it is; a "no" of the model's would settle the question without him.
  if (urgent === 'yes' || intent === 'urgent') slots.urgent = true;
  return slots;
}

function properName(name: string, said: string): string | undefined {
  const words = tokenise(name);
  if (words.length > maxNameWords || words.some(({ word }) => /\d/.test(word))) return undefined;
  return saidWords(name, said)?.replace(/\p{L}+/gu, (word) => word.charAt(0).toLocaleUpperCase() + word.slice(1));
}
