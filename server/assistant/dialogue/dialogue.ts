import type { Language } from '../../core/language.ts';
import { parsePhone } from '../languages/phone.ts';
import type { Dialogue, DialogueContext, DialogueEvent, DialogueState, Understand, Understanding, UnderstandingContext } from './contract.ts';
import { close, giveUp, hasMessage } from './endings.ts';
import { greet } from './greeting.ts';
import { answerOffer, declineOffer, keepBeforeDoubt, offerLanguage } from './language-offer.ts';
import { emptyMemory, memoryOf } from './memory.ts';
import { askNext } from './next-question.ts';
import { answer, askAgain, maxMisses, miss, refuseHuman } from './said.ts';
import { Talk } from './talk.ts';
import { templates } from './templates.ts';
import { understand as understandByRules } from './understand.ts';
import type { WordReply } from './wording.ts';

/** Silences in a row before the talk ends: two re-prompts. */
const maxSilences = 3;
/** Events after which a talk is closed whatever was reached: nobody is kept on the line for ever. */
export const maxSteps = 40;

export interface DialogueOptions {
  understand?: Understand;
  word?: WordReply;
}

/**
 * The talk by goals and slots: greets, learns who calls, why and under which number, reads the number back, confirms urgency once, and says goodbye.
 * Pure: the same state and event give the same step. Never throws on what a caller says. Every talk ends within {@link maxSteps} events.
 */
export function createDialogue({ understand = understandByRules, word = templates }: DialogueOptions = {}): Dialogue {
  return {
    initial: () => ({ goal: 'greet', slots: { name: null, phone: null, reason: null, urgent: false, person: null }, memory: { ...emptyMemory } }),
    next(state, event, givenContext) {
      const context = spokenContext(state, givenContext);
      const talk = new Talk(state, context, word);
      const heard = event.type === 'said' ? (event.understanding ?? understand(event.text, understandingContext(state, context))) : undefined;
      talk.memory.steps++;
      if (state.goal === 'done' || talk.memory.steps > maxSteps) close(talk);
      else happen(talk, event, heard, understand);
      return heard ? { ...talk.step(), understanding: heard } : talk.step();
    },
  };
}

/** What a sentence is understood with in this state of the talk. */
export function understandingContext(state: DialogueState, context: DialogueContext): UnderstandingContext {
  const { host, now } = spokenContext(state, context);
  const name = state.slots.name ?? (memoryOf(state).asked['ask-name'] ? null : undefined);
  return {
    language: host.language,
    goal: state.goal === 'greet' ? 'purpose' : state.goal,
    country: host.country,
    now,
    timeZone: host.timeZone,
    name,
  };
}

/** The language that is spoken in this state of the talk: the owner's, or the one the caller has changed to. */
export function languageOf(state: DialogueState, { host }: DialogueContext): Language {
  return memoryOf(state).language ?? host.language;
}

function spokenContext(state: DialogueState, context: DialogueContext): DialogueContext {
  return { ...context, host: { ...context.host, language: languageOf(state, context) } };
}

function happen(talk: Talk, event: DialogueEvent, heard: Understanding | undefined, understand: Understand): void {
  if (event.type !== 'silence') talk.memory.silences = 0;
  if (event.type !== 'start' && talk.goal === 'greet') talk.goal = 'purpose';
  if (event.type === 'start') greet(talk);
  else if (event.type === 'resume') resume(talk);
  else if (event.type === 'silence') silence(talk);
  else if (event.type === 'not-heard') notHeard(talk);
  else if (event.type === 'keyed') keyed(talk, event.digits, understand);
  else if (event.type === 'out-of-time') close(talk);
  else if (heard && event.type === 'said') said(talk, event, heard, understand);
}

function said(talk: Talk, event: Extract<DialogueEvent, { type: 'said' }>, heard: Understanding, understand: Understand): void {
  if (talk.goal === 'offer-language') answerOffer(talk, heard, event.text, event.second, understand);
  else {
    keepBeforeDoubt(talk, event.doubtful === true);
    if (!offerLanguage(talk, heard, event.text, event.second)) answer(talk, heard);
  }
}

function resume(talk: Talk): void {
  talk.say('resumed');
  if (hasMessage(talk)) askNext(talk);
  else talk.ask('purpose', 'how-can-i-help');
}

function silence(talk: Talk): void {
  const { memory } = talk;
  if (talk.goal === 'offer-language') {
    declineOffer(talk);
    return;
  }
  memory.silences++;
  if (talk.goal === 'anything-else' && hasMessage(talk)) close(talk);
  else if (memory.silences >= maxSilences) giveUp(talk);
  else {
    talk.say('silence', { attempt: memory.silences - 1 });
    askAgain(talk);
  }
}

function notHeard(talk: Talk): void {
  const { memory } = talk;
  memory.misses++;
  if (memory.misses >= maxMisses) giveUp(talk);
  else {
    talk.say('not-heard', { attempt: memory.misses - 1 });
    talk.repeatQuestion();
  }
}

/** Keys: 0 alone asks for a human, 1 and 2 mean yes and no after a question, more digits are a number. */
function keyed(talk: Talk, digits: string, understand: Understand): void {
  const asksYesNo = talk.goal === 'confirm-phone' || talk.goal === 'confirm-urgency' || talk.goal === 'anything-else';
  if (digits === '0') refuseHuman(talk);
  else if (talk.goal === 'offer-language') answerOffer(talk, { intent: digits === '1' ? 'yes' : 'no', slots: {} }, '', undefined, understand);
  else if (asksYesNo && (digits === '1' || digits === '2')) answer(talk, { intent: digits === '1' ? 'yes' : 'no', slots: {} });
  else if (digits.length < 2) miss(talk);
  else answer(talk, keyedNumber(digits, talk.context.host.country));
}

function keyedNumber(digits: string, country: string): Understanding {
  const phone = parsePhone(digits, country)?.number;
  return { intent: 'phone', slots: phone ? { phone } : { digits } };
}
