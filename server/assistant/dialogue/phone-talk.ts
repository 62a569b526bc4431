import { parsePhone } from '../languages/phone.ts';
import { spokenEnding, spokenPhone } from '../languages/spoken-phone.ts';
import type { Slots } from './contract.ts';
import { correctedPhone } from './phone-correction.ts';
import type { Talk } from './talk.ts';

/** After so many failed readings the number is to be keyed, and after one more the talk goes on with what there is. */
const failuresBeforeKeys = 2;
const maxFailures = 4;
const maxAsks = 4;
/** Pauses in the middle of one number. */
const maxParts = 8;
/** ITU-T E.164, with an international prefix: more digits are no number. */
const maxDigits = 17;
/** So many ways to read the parts so far are kept. */
const maxReadings = 16;

/** Asks for the number, or for its rest, or to key it. False when it was asked often enough: the talk goes on with the last number heard, else the network's. */
export function askPhone(talk: Talk): boolean {
  const { phoneFailures, digits } = talk.memory;
  if (phoneFailures >= maxFailures || talk.timesAsked('ask-phone') >= maxAsks || talk.timesAsked('ask-phone-rest') >= maxParts) {
    settleWithout(talk);
    return false;
  }
  if (digits !== '') talk.ask('phone', 'ask-phone-rest');
  else if (phoneFailures >= failuresBeforeKeys) talk.ask('phone', 'ask-keys');
  else talk.ask('phone', phoneFailures > 0 ? 'ask-phone-again' : 'ask-phone');
  return true;
}

/** Says the number in groups, whole: barge-in does not cut it. */
export function readBack(talk: Talk, phone: string): void {
  const { country, language } = talk.context.host;
  talk.ask('confirm-phone', 'read-back', { phone: spokenPhone(phone, country, language) }, false);
}

/** Takes a whole number, the caller's own, a correction or one more part. True when the sentence had any of them. */
export function takeNumber(talk: Talk, slots: Slots): boolean {
  if (slots.phone) return expect(talk, slots.phone);
  if (slots.callerNumber) return takeCallerNumber(talk);
  if (!slots.digits) return false;
  const { pendingPhone, offered } = talk.memory;
  if (pendingPhone && !offered) return correct(talk, pendingPhone, slots);
  return collect(talk, slots.digits, slots.otherDigits, slots.digitsAt === 'start');
}

/** A number that was heard whole and must be read back. Kept at once: the caller may hang up before he says yes. */
function expect(talk: Talk, phone: string): true {
  Object.assign(talk.memory, { pendingPhone: phone, offered: false, digits: '', otherDigits: [], phoneSettled: false });
  talk.slots.phone = phone;
  return true;
}

function takeCallerNumber(talk: Talk): true {
  const { callerNumber, host } = talk.context;
  if (!callerNumber) {
    talk.say('no-caller-number');
    return true;
  }
  talk.say('noted-phone', { ending: spokenEnding(callerNumber, host.language) });
  settle(talk, callerNumber);
  return true;
}

function correct(talk: Talk, phone: string, slots: Slots): true {
  const correction = { digits: slots.digits ?? '', wrongDigits: slots.wrongDigits, at: slots.digitsAt };
  const corrected = correctedPhone(phone, correction, talk.context.host.country);
  if (corrected) return expect(talk, corrected);
  failPhone(talk);
  if ((slots.digits?.length ?? 0) >= 4 && !slots.wrongDigits) collect(talk, slots.digits ?? '');
  return true;
}

/** Puts parts together across pauses: "zéro six douze" … "trente-quatre cinquante-six soixante-dix-huit". The likeliest reading counts; another one only when that cannot become a number any more. `before`: the part is an area code, said last. */
function collect(talk: Talk, part: string, others: readonly string[] = [], before = false): true {
  const { memory, context } = talk;
  const { country } = context.host;
  const parts = [part, ...others];
  const both = [memory.digits, ...memory.otherDigits].flatMap((known) => parts.map((said) => (before ? said + known : known + said)));
  const open = [...new Set(both)].filter((digits) => digits.length <= maxDigits && !nationalIsFull(digits, country)).slice(0, maxReadings);
  const likeliest = both[0] ?? part;
  const whole = [likeliest, part, ...(open[0] === likeliest ? [] : both)]
    .map((digits) => (digits.length >= 8 ? parsePhone(digits, country)?.number : undefined))
    .find((one) => one !== undefined);
  if (whole) return expect(talk, whole);
  const [digits, ...otherDigits] = open;
  Object.assign(memory, { digits: digits ?? '', otherDigits });
  if (digits === undefined) {
    talk.say('bad-phone');
    failPhone(talk);
  }
  return true;
}

/** National numbers of no supported country are longer than 11 digits; those of France have 10. */
function nationalIsFull(digits: string, country: string): boolean {
  if (/^(?:\+|00)/.test(digits)) return false;
  const longest: Readonly<Record<string, number>> = { FR: 10, BE: 10, CH: 10, GB: 11, US: 11, CA: 11 };
  return digits.length >= (longest[country] ?? 12);
}

/** The pending number is refused: forgotten, and the failure counted. */
export function failPhone(talk: Talk): void {
  const { memory } = talk;
  if (!memory.offered) memory.phoneFailures++;
  Object.assign(memory, { pendingPhone: null, offered: false });
}

export function settle(talk: Talk, phone: string): void {
  talk.slots.phone = phone;
  forgoNumber(talk);
}

/** Nothing is asked about the number any more. What the caller gave before stays. */
export function forgoNumber({ memory }: Talk): void {
  Object.assign(memory, { pendingPhone: null, offered: false, digits: '', otherDigits: [], phoneSettled: true });
}

function settleWithout(talk: Talk): void {
  talk.slots.phone ??= talk.context.callerNumber;
  forgoNumber(talk);
}
