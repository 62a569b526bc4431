import type { Goal, Intent, Understanding } from './contract.ts';
import { close, endAsWrongNumber, giveUp, hasMessage, withdraw } from './endings.ts';
import { askNext } from './next-question.ts';
import { failPhone, forgoNumber, settle } from './phone-talk.ts';
import { answerAside, tellHours } from './side-questions.ts';
import { takeSlots } from './take-slots.ts';
import type { Talk } from './talk.ts';

/** Sentences in a row that lead nowhere before a plain recording is offered. */
export const maxMisses = 3;
/** Requests for a human after which the caller gets the recording instead of another refusal. */
const maxHumanRequests = 3;

/** Answers one sentence of the caller. */
export function answer(talk: Talk, heard: Understanding): void {
  const goal = talk.goal;
  if (heard.asksRepeat && heard.intent !== 'wrong-number') {
    talk.repeatQuestion();
    return;
  }
  if (heard.withdraws && takesBackCall(talk)) {
    withdraw(talk);
    return;
  }
  const reasonBefore = talk.slots.reason;
  const brought = takeSlots(talk, heard, goal);
  const told = talk.slots.reason !== reasonBefore;
  if (heard.refusesName) talk.memory.asked['ask-name'] = 2;
  if (heard.refusesNumber || heard.refusesName) {
    if (heard.refusesNumber) forgoNumber(talk);
    if (heard.intent === 'no') {
      goOnWithout(talk, goal, heard);
      return;
    }
  }
  if (heard.asksIfMachine) {
    talk.memory.misses = 0;
    talk.say('is-ai');
    talk.repeatQuestion();
    return;
  }
  if (heard.asks) {
    answerAside(talk, heard.asks);
    return;
  }
  if (talk.memory.toldHours && heard.intent === 'unknown' && heard.slots.when && !told) {
    tellHours(talk, heard);
    return;
  }
  talk.memory.toldHours = false;
  if (answerToQuestion(talk, heard, goal)) return;
  const reply = replies[heard.intent];
  if (reply) reply(talk, heard, told);
  else if (brought || (heard.intent === 'name' && heard.slots.name)) {
    talk.memory.misses = 0;
    acknowledge(talk, heard, told || goal === 'purpose' || goal === 'reason' || goal === 'greet');
    askNext(talk);
  } else miss(talk, heard);
}

/** "Forget it" after readings of the number that failed is about the number, and an emergency is passed on whatever is said. */
function takesBackCall({ memory, slots }: Talk): boolean {
  return memory.phoneFailures === 0 && memory.urgency !== 'heard' && !slots.urgent;
}

/** Yes and no after a question that awaits them. True when the sentence was such an answer. */
function answerToQuestion(talk: Talk, { intent, slots, denies }: Understanding, goal: Goal): boolean {
  if (goal === 'confirm-urgency') return answersUrgency(talk, { intent, slots, denies });
  if (goal === 'confirm-phone') return answersPhone(talk, intent);
  if (intent === 'no' && (goal === 'name' || goal === 'reason' || goal === 'phone')) return declines(talk, goal);
  if (goal !== 'anything-else') return false;
  if (intent === 'no' || intent === 'bye') close(talk);
  else if (intent === 'yes' && hasMessage(talk)) talk.ask('anything-else', 'ask-more');
  else if (intent === 'yes') askNext(talk);
  else if (intent === 'unknown' || intent === 'message' || intent === 'name') {
    if (!hasMessage(talk)) return false;
    talk.say('noted');
    askNext(talk);
  } else return false;
  return true;
}

/** Who tells more instead of a yes or a no does not take back that it is urgent. */
function answersUrgency(talk: Talk, { intent, slots: { urgent }, denies }: Pick<Understanding, 'intent' | 'slots' | 'denies'>): boolean {
  const said = intent === 'yes' || urgent === true ? true : intent === 'no' || urgent === false ? false : undefined;
  if (said === undefined && intent === 'unknown' && talk.timesAsked('confirm-urgency') < 2) {
    talk.ask('confirm-urgency', 'confirm-urgency');
    return true;
  }
  talk.memory.urgency = 'settled';
  talk.slots.urgent = said ?? !denies;
  if (said === undefined) return false;
  talk.memory.misses = 0;
  talk.say(said ? 'noted-urgent' : 'noted-not-urgent');
  askNext(talk);
  return true;
}

function answersPhone(talk: Talk, intent: Intent): boolean {
  const { memory } = talk;
  if (intent === 'yes' && memory.pendingPhone) {
    settle(talk, memory.pendingPhone);
    talk.say('noted');
  } else if (intent === 'no') {
    failPhone(talk);
    talk.say('sorry');
  } else return false;
  memory.misses = 0;
  askNext(talk);
  return true;
}

/** "I would rather not say": asked no more. */
function declines(talk: Talk, goal: 'name' | 'reason' | 'phone'): boolean {
  if (goal === 'phone') talk.memory.phoneSettled = true;
  else talk.memory.asked[goal === 'name' ? 'ask-name' : 'ask-reason'] = 2;
  askNext(talk);
  return true;
}

/** The number or the name was refused: what was asked about anything else still stands. */
function goOnWithout(talk: Talk, goal: Goal, { refusesNumber, refusesName }: Understanding): void {
  talk.memory.misses = 0;
  talk.say('no-problem');
  const answered = (refusesName && goal === 'name') || (refusesNumber && (goal === 'phone' || goal === 'confirm-phone'));
  if (answered || (goal === 'purpose' && hasMessage(talk))) askNext(talk);
  else talk.repeatQuestion();
}

/** `told`: the sentence brought a reason, or more of it. */
type Rule = (talk: Talk, heard: Understanding, told: boolean) => void;

/** What certain intents are answered with, whatever was asked. */
const replies: Partial<Record<Intent, Rule>> = {
  'wrong-number': endAsWrongNumber,
  bye: close,
  urgent(talk, heard) {
    if (heard.slots.name) acknowledge(talk, heard, false);
    goOn(talk);
  },
  hours: tellHours,
  human: (talk) => refuseHuman(talk),
  person(talk, { slots }) {
    talk.say('no-person', { person: slots.person });
    goOn(talk);
  },
  price(talk, { wantsQuote }) {
    talk.say(wantsQuote ? 'noted' : 'no-price');
    goOn(talk);
  },
  appointment(talk, { corrects }) {
    talk.say(corrects ? 'noted' : 'noted-appointment');
    goOn(talk);
  },
  message(talk, heard, told) {
    if (heard.slots.name) acknowledge(talk, heard, false);
    else if (heard.rant) talk.say('calm');
    else if (told) talk.say('noted');
    else if (talk.goal === 'purpose') talk.say(heard.slots.reason ? 'noted' : 'gladly');
    goOn(talk);
  },
};

function goOn(talk: Talk): void {
  talk.memory.misses = 0;
  askNext(talk);
}

/** Nobody can be put through yet: says so, twice at most, and takes the message. Key 0 asks the same. */
export function refuseHuman(talk: Talk): void {
  const times = (talk.memory.asked['no-human'] ?? 0) + 1;
  talk.memory.asked['no-human'] = times;
  if (times >= maxHumanRequests) giveUp(talk);
  else {
    talk.say(times === 1 ? 'no-human' : 'no-human-again');
    goOn(talk);
  }
}

/** `told`: there is more to acknowledge than a name or a number. */
function acknowledge(talk: Talk, { slots, rant }: Understanding, told: boolean): void {
  if (slots.name && talk.slots.name) talk.say('noted-name', { name: talk.slots.name });
  else if (rant) talk.say('calm');
  else if (told && !slots.phone && !slots.digits) talk.say('noted');
}

/** Not understood: asked again in other words, and at last a plain recording. */
export function miss(talk: Talk, heard?: Understanding): void {
  const { memory } = talk;
  memory.misses++;
  if (memory.misses >= maxMisses) giveUp(talk);
  else if (heard && talk.goal === 'purpose' && saysNothingYet(heard)) talk.ask('purpose', memory.misses === 1 ? 'listening' : 'ask-purpose');
  else {
    if (heard?.rant) talk.say('calm', { attempt: memory.misses - 1 });
    else if (heard?.question) talk.say('no-answer');
    else talk.say('not-understood', { attempt: memory.misses - 1 });
    askAgain(talk);
  }
}

/** "Bonjour", "euh", "oui allô": he is about to speak. */
function saysNothingYet({ intent, slots, question }: Understanding): boolean {
  return intent === 'yes' || (intent === 'unknown' && !question && Object.keys(slots).length === 0);
}

/** Puts the open question in other words. */
export function askAgain(talk: Talk): void {
  const { question } = talk.memory;
  if (talk.goal === 'greet' || talk.goal === 'purpose' || !question) talk.ask('purpose', 'ask-purpose');
  else if (talk.goal === 'anything-else') talk.repeatQuestion();
  else askNext(talk);
}
