import type { CallOutcome } from '../../core/outcome.ts';
import { writtenPhone } from '../languages/spoken-phone.ts';
import type { CollectedSlots, DialogueContext, DialogueState } from './contract.ts';
import { memoryOf } from './memory.ts';
import { Talk } from './talk.ts';
import { templates } from './templates.ts';

/** Something was said that is worth passing on; the network's number alone is not. */
export function hasMessage(talk: Talk): boolean {
  const { name, reason, phone, person } = talk.slots;
  return name !== null || reason !== null || phone !== null || person !== null;
}

/** Says what is passed on and goodbye. The number falls back to the network's. */
export function close(talk: Talk): void {
  const { slots } = talk;
  keepPartialNumber(talk);
  slots.reason = reasonWithNotes(talk);
  forgetNotes(talk);
  if (hasMessage(talk)) {
    slots.phone ??= talk.memory.pendingPhone ?? talk.context.callerNumber;
    talk.say(
      'summary',
      { name: slots.name ?? undefined, reason: sayable(slots.reason), phone: slots.phone ?? undefined, urgent: slots.urgent },
      false,
    );
  }
  talk.say('goodbye', {}, false);
  talk.end({ act: 'hang-up', outcome: outcomeOf(talk) });
}

/** The caller takes his call back: nothing is passed on. */
export function withdraw(talk: Talk): void {
  const told = hasMessage(talk);
  Object.assign(talk.slots, { name: null, phone: null, reason: null, urgent: false, person: null });
  forgetNotes(talk);
  if (told) talk.say('withdrawn', {}, false);
  talk.say('goodbye', {}, false);
  talk.end({ act: 'hang-up', outcome: outcomeOf(talk) });
}

/** A longer reason is passed on, but not said again. */
const maxSaidCharacters = 140;

const sayable = (reason: string | null) => (reason !== null && reason.length <= maxSaidCharacters ? reason : undefined);

/** Fewer digits say nothing about whom to call. */
const minPartialDigits = 4;

/** A number that was never whole is no number to call, but whoever reads the message may know the rest. */
function keepPartialNumber(talk: Talk): void {
  const { slots, memory, context } = talk;
  if (memory.digits.length < minPartialDigits || slots.phone || memory.pendingPhone || context.callerNumber) return;
  slots.reason = [slots.reason, talk.words('partial-phone', { phone: memory.digits })].filter((note) => note !== null).join('; ');
  memory.digits = '';
}

/** With a second number and an e-mail address, for which a message has no place of their own. */
function reasonWithNotes(talk: Talk): string | null {
  const { slots, memory, context } = talk;
  const { otherPhone, email } = memory;
  const notes = [slots.reason];
  if (otherPhone !== null && otherPhone !== slots.phone)
    notes.push(talk.words('other-phone', { phone: writtenPhone(otherPhone, context.host.country) }));
  if (email !== null) notes.push(talk.words('email', { email }));
  return notes.filter((note) => note !== null).join('; ') || null;
}

function forgetNotes({ memory }: Talk): void {
  memory.otherPhone = null;
  memory.email = null;
}

/** What is passed on of a talk that may have broken off. */
export function slotsAtEnd(state: DialogueState, context: DialogueContext): CollectedSlots {
  const language = memoryOf(state).language ?? context.host.language;
  const talk = new Talk(state, { ...context, host: { ...context.host, language } }, templates);
  return { ...talk.slots, reason: reasonWithNotes(talk) };
}

function outcomeOf(talk: Talk): CallOutcome {
  if (hasMessage(talk)) return 'message-taken';
  return talk.memory.informed ? 'information-given' : 'caller-hung-up';
}

/** The talk leads nowhere: what is known is kept, else the caller may leave a plain recording. */
export function giveUp(talk: Talk): void {
  if (hasMessage(talk)) close(talk);
  else {
    talk.say('voicemail', {}, false);
    talk.end({ act: 'voicemail' });
  }
}

export function endAsWrongNumber(talk: Talk): void {
  talk.say('wrong-number', {}, false);
  talk.end({ act: 'hang-up', outcome: 'wrong-number' });
}
