import { spokenEnding } from '../languages/spoken-phone.ts';
import { close } from './endings.ts';
import { askPhone, readBack } from './phone-talk.ts';
import type { Talk } from './talk.ts';

/** Nothing is asked more often than this; then the talk goes on without it. */
const maxAsks = 2;

/** Asks for the next thing that is not known yet: urgency once heard, who, why, the number, and one last time whether there is more. */
export function askNext(talk: Talk): void {
  const { slots, memory } = talk;
  if (memory.urgency === 'heard') talk.ask('confirm-urgency', 'confirm-urgency');
  else if (slots.name === null && talk.timesAsked('ask-name') < maxAsks) talk.ask('name', 'ask-name');
  else if (slots.reason === null && talk.timesAsked('ask-reason') < maxAsks) talk.ask('reason', 'ask-reason');
  else if (!memory.phoneSettled && askAboutPhone(talk)) return;
  else if (talk.timesAsked('anything-else') === 0) talk.ask('anything-else', 'anything-else');
  else close(talk);
}

/** False when there is nothing more to ask about the number. */
function askAboutPhone(talk: Talk): boolean {
  const { memory, context } = talk;
  const { pendingPhone } = memory;
  if (
    pendingPhone === null &&
    context.callerNumber &&
    talk.timesAsked('offer-caller-number') === 0 &&
    memory.digits === '' &&
    memory.phoneFailures === 0
  ) {
    Object.assign(memory, { pendingPhone: context.callerNumber, offered: true });
    offer(talk, context.callerNumber);
    return true;
  }
  if (pendingPhone === null) return askPhone(talk);
  if (memory.offered) offer(talk, pendingPhone);
  else readBack(talk, pendingPhone);
  return true;
}

function offer(talk: Talk, phone: string): void {
  talk.ask('confirm-phone', 'offer-caller-number', { ending: spokenEnding(phone, talk.context.host.language) });
}
