import type { SideQuestion, Understanding } from './contract.ts';
import { hasMessage } from './endings.ts';
import { hoursAnswer } from './hours.ts';
import { askNext } from './next-question.ts';
import type { Talk } from './talk.ts';

/** Answers a question that is not what the caller calls about, and goes back to what was asked. */
export function answerAside(talk: Talk, asks: SideQuestion): void {
  const { host } = talk.context;
  if (asks === 'time') {
    talk.say('no-hurry');
    return;
  }
  if (asks === 'who') talk.say('who-speaks', { host: host.name });
  else if (asks === 'hearing') talk.say('hears');
  else if (asks === 'recording') talk.say('is-recorded');
  else if (asks === 'callback') talk.say('no-callback-time');
  else if (asks === 'address') talk.say('no-address');
  else {
    talk.say('no-holidays', { hours: host.openingHours && hoursAnswer(host.openingHours, talk.context.now, host.timeZone) });
    talk.memory.informed = host.openingHours !== undefined;
  }
  goBack(talk, asks === 'address' || asks === 'holidays');
}

/** Opening hours, as far as they are known. */
export function tellHours(talk: Talk, { slots }: Understanding): void {
  const { host, now } = talk.context;
  if (host.openingHours) talk.say('hours', { hours: hoursAnswer(host.openingHours, now, host.timeZone, slots.when) });
  else talk.say('hours-unknown');
  talk.memory.informed = host.openingHours !== undefined;
  talk.memory.toldHours = true;
  goBack(talk, true);
}

/** Who has said nothing yet is asked whether he wants to leave a message; else the open question stands. */
function goBack(talk: Talk, mayEnd: boolean): void {
  talk.memory.misses = 0;
  if (mayEnd && !hasMessage(talk)) talk.ask('anything-else', 'anything-else-after-answer');
  else if (talk.goal === 'anything-else' && hasMessage(talk)) askNext(talk);
  else talk.repeatQuestion();
}
