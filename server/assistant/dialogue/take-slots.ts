import { joinedName } from '../languages/joined-name.ts';
import { languagePack } from '../languages/packs.ts';
import type { Goal, Understanding } from './contract.ts';
import { takeNumber } from './phone-talk.ts';
import type { Talk } from './talk.ts';

/** Intents whose sentence tells why somebody calls. */
const telling = new Set<Understanding['intent']>(['message', 'urgent', 'appointment', 'price', 'person', 'unknown', 'phone', 'name']);
/** Intents whose sentence is a purpose of its own, whatever was asked. */
const purposes = new Set<Understanding['intent']>(['message', 'urgent', 'appointment', 'price']);
/** Nothing is added to a longer reason: it is read out and sent. */
const maxReasonCharacters = 500;
/** Goals in which whatever is told is the reason, or adds to it. */
const openGoals = new Set<Goal>(['purpose', 'reason', 'anything-else']);

/** Puts what a sentence says into the slots. True when it brought anything new. */
export function takeSlots(talk: Talk, heard: Understanding, goal: Goal): boolean {
  const { intent, slots, question } = heard;
  const before = soFar(talk);
  takeName(talk, heard);
  if (slots.person && talk.slots.person === null && intent !== 'name') talk.slots.person = slots.person;
  if (slots.otherPhone) talk.memory.otherPhone = slots.otherPhone;
  if (slots.email) talk.memory.email = slots.email;
  const number = !(question && intent === 'unknown') && takeNumber(talk, slots);
  if (slots.reason && (telling.has(intent) || slots.urgent) && !(question && intent === 'unknown')) takeReason(talk, slots.reason, heard, goal);
  takeUrgency(talk, slots.urgent, goal);
  return number || before !== soFar(talk);
}

const soFar = ({ slots, memory }: Talk) => JSON.stringify([slots, memory.pendingPhone, memory.digits, memory.phoneFailures, memory.email]);

function takeName(talk: Talk, { slots: { name, wrongName }, denies }: Understanding): void {
  if (!name) return;
  const known = talk.slots.name;
  if (known !== null && wrongName) talk.slots.name = known.replace(wrongName, name);
  else talk.slots.name = known === null ? name : joinedName(known, name, denies === true, languagePack(talk.context.host.language));
}

/** The first reason stays; a correction takes its place, a second one joins it. */
function takeReason(talk: Talk, reason: string, { intent, slots, corrects, rant }: Understanding, goal: Goal): void {
  const known = talk.slots.reason;
  const { memory } = talk;
  const purpose = purposes.has(intent) || slots.urgent === true;
  if (known === null) {
    const stray = (!slots.urgent && intent === 'unknown') || intent === 'name' || intent === 'phone';
    if (goal === 'reason' || !stray || (intent !== 'name' && countWords(reason) >= (openGoals.has(goal) ? minStrayWords : minAddedWords))) {
      talk.slots.reason = reason;
      memory.ranted = rant === true;
    }
  } else if (known.includes(reason)) return;
  else if (reason.includes(known) || (purpose && (corrects || memory.ranted))) {
    talk.slots.reason = reason;
    memory.ranted = false;
  } else if (rant || (known.length > maxReasonCharacters && !(slots.urgent && memory.urgency === 'none'))) return;
  else if (goal === 'anything-else') talk.slots.reason = `${known}, ${reason}`;
  else if (purpose || (intent === 'unknown' && countWords(reason) >= minStrayWords)) talk.slots.reason = `${known}; ${reason}`;
}

/** Fewer words that match no pattern may be a stammer. */
const minStrayWords = 3;
/** And, where a name or a number was asked, what the ear made of it. */
const minAddedWords = 4;
const countWords = (text: string) => text.split(/[\s'’-]+/).filter((word) => word.length > 2).length;

function takeUrgency(talk: Talk, urgent: boolean | undefined, goal: Goal): void {
  const { memory } = talk;
  if (urgent === true && memory.urgency === 'none') memory.urgency = 'heard';
  if (urgent === true && memory.urgency === 'settled' && goal !== 'confirm-urgency' && !talk.slots.urgent) talk.slots.urgent = true;
  if (urgent === false) {
    talk.slots.urgent = false;
    if (memory.urgency === 'heard' && goal !== 'confirm-urgency') memory.urgency = 'settled';
  }
}
