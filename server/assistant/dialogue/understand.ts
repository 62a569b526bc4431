import type { LanguagePack } from '../languages/contract.ts';
import { heardWhen } from '../languages/dates.ts';
import { bothNames, knownName } from '../languages/given-names.ts';
import { correctedName } from '../languages/name-correction.ts';
import { greetedName, type HeardName, heardName } from '../languages/names.ts';
import { withoutSlips } from '../languages/number-slips.ts';
import { languagePack } from '../languages/packs.ts';
import { type HeardPerson, heardPerson } from '../languages/persons.ts';
import { type HeardNumber, heardNumbers } from '../languages/phone.ts';
import { contentWords, heardReason, type Range } from '../languages/reason.ts';
import { readable, scores } from '../languages/scoring.ts';
import { correctedDigit } from '../languages/single-digit.ts';
import { heardEmail } from '../languages/spoken-email.ts';
import { plainOf, type Token, tokenise, wordCount } from '../languages/text.ts';
import {
  type Intent,
  type SideQuestion,
  type Slots,
  sideQuestions,
  type Understand,
  type Understanding,
  type UnderstandingContext,
} from './contract.ts';
import { type Heard, intentOf } from './intent.ts';

/**
 * Understands one sentence by rules: patterns per language weigh evidence for each intent, and names, numbers, dates and the reason are taken out beside it.
 * Which intent a sentence with several has: see {@link intentOf}.
 */
export const understand: Understand = (said, context) => {
  const sentence = said.slice(0, maxCharacters);
  const pack = languagePack(context.language);
  const tokens = tokenise(sentence);
  const heard = hear(sentence, tokens, context, pack);
  const intent = intentOf(heard, context.goal, pack);
  const understanding: Understanding = { intent, slots: slotsOf(heard, tokens, context, pack) };
  if (context.goal === 'confirm-phone' && intent === 'no' && understanding.slots.digits) understanding.intent = 'phone';
  if (!telling.has(intent) && context.goal !== 'reason' && !understanding.slots.urgent) delete understanding.slots.reason;
  if (pack.intents.repeat.test(heard.plain)) understanding.asksRepeat = true;
  if (pack.intents.question.test(heard.plain)) understanding.question = true;
  if (intent === 'unknown' && pack.intents.rant.test(heard.plain)) understanding.rant = true;
  if (heard.refusesNumber) understanding.refusesNumber = true;
  if (heard.refusesName) understanding.refusesName = true;
  if (pack.intents.startsNo.test(heard.plain)) understanding.denies = true;
  takeAside(understanding, heard, plainOf(tokens), pack);
  if (pack.intents.corrects.test(plainOf(tokens))) understanding.corrects = true;
  if (intent === 'human' && pack.intents.asksIfMachine.test(heard.plain)) understanding.asksIfMachine = true;
  return understanding;
};

/** Intents that such a question may be taken for; any of them may be taken for none. */
const asideOf: Readonly<Partial<Record<SideQuestion, ReadonlySet<Intent>>>> = {
  address: new Set(['hours']),
  holidays: new Set(['hours']),
  callback: new Set(['message', 'appointment']),
};

/** What a sentence says of the call itself, and what it asks beside. */
function takeAside(understanding: Understanding, { plain }: Heard, whole: string, { intents }: LanguagePack): void {
  const { intent } = understanding;
  const asked = sideQuestions.find((question) => intents.asks[question].test(whole));
  if (asked && (intent === 'unknown' ? asked !== 'holidays' : asideOf[asked]?.has(intent))) understanding.asks = asked;
  if (understanding.asks) delete understanding.slots.reason;
  if (intent === 'price' && intents.quote.test(plain) && !intents.asksFigure.test(plain)) understanding.wantsQuote = true;
  if (!intents.withdraws.test(whole)) return;
  Object.assign(understanding, { intent: 'bye', withdraws: true, slots: {} });
}

/** Nobody says more in one turn; what follows is not looked at, so that the time for one sentence is bounded. */
const maxCharacters = 1500;

/** A name that comes while something else is asked already: "Lambert". */
const maxLateNameWords = 2;

/** Intents whose sentence may tell why somebody calls. */
const telling = new Set<Intent>(['message', 'urgent', 'appointment', 'price', 'person', 'unknown']);

function hear(sentence: string, tokens: readonly Token[], context: UnderstandingContext, pack: LanguagePack): Heard {
  const email = heardEmail(sentence, tokens, pack);
  const numbers = withoutSlips(heardNumbers(tokens, pack, context.country), tokens, pack, context.country).filter(
    (number) => !email || number.to <= email.from || number.from >= email.to,
  );
  const person = heardPerson(sentence, tokens, pack);
  const nameAwaited =
    context.goal === 'name' ||
    ((context.goal === 'phone' || context.goal === 'confirm-urgency') && context.name === null && tokens.length <= maxLateNameWords);
  const name =
    bothNames(tokens, pack) ??
    correctedName(tokens, pack, context.goal !== 'purpose') ??
    knownName(tokens, context.name ?? undefined, pack) ??
    ownName(heardName(sentence, tokens, pack, nameAwaited), person);
  const text = readable(tokens, pack.intents);
  const answers = pack.intents.onlyYes.test(text) || pack.intents.onlyNo.test(text);
  const whole = plainOf(tokens);
  const callerNumber = affirmed(pack.phone.callerNumber.exec(whole), pack);
  const refused = pack.phone.refused.exec(whole);
  const nameless = pack.names.refused.exec(whole);
  const greeted = greetedName(sentence, tokens, pack);
  const phoneParts = numbers.filter(isPhonePart(tokens, context, pack));
  const ranges = [
    ...(greeted ? [greeted] : []),
    ...(name ? [name] : []),
    ...(person ? [person.asking] : []),
    ...(email ? [email] : []),
    ...[refused, nameless].flatMap((match) => (match ? [rangeOf(match, tokens, pack)] : [])),
    ...(callerNumber ? [rangeOf(callerNumber, tokens, pack)] : []),
    ...phoneParts.map((number) => withIntroduction(number, tokens, pack)),
  ];
  const reason = heardReason(sentence, tokens, ranges, pack);
  return {
    plain: text,
    words: tokens.length,
    numbers,
    phoneParts,
    callerNumber: callerNumber !== null && refused === null,
    refusesNumber: refused !== null,
    refusesName: nameless !== null,
    email: email?.email,
    name: nameless || answers || (email && name && name.from < email.to && email.from < name.to) ? undefined : name,
    person,
    reason,
    reasonWords: reason ? contentWords(tokenise(reason), pack) : 0,
    scores: scores(text, pack.intents),
  };
}

/** "Je voudrais parler à Julie Martin" names somebody else. */
function ownName(name: HeardName | undefined, person: HeardPerson | undefined): HeardName | undefined {
  return name && person?.wanted && !name.sure && person.from < name.to && name.from < person.to ? undefined : name;
}

function isPhonePart(tokens: readonly Token[], context: UnderstandingContext, pack: LanguagePack) {
  return (number: HeardNumber) =>
    number.phone !== undefined ||
    number.digits.length >= 6 ||
    context.goal === 'phone' ||
    context.goal === 'confirm-phone' ||
    (number.digits.startsWith('0') && pack.phone.introduced.has(tokens[number.from - 1]?.word ?? '')) ||
    number.to - number.from === tokens.length;
}

/** "Not on this one" refuses it. */
function affirmed(match: RegExpExecArray | null, { phone }: LanguagePack): RegExpExecArray | null {
  return match && phone.negated.test(match.input.slice(0, match.index).trim()) ? null : match;
}

/** The tokens of a match on the plain text. */
function rangeOf(match: RegExpExecArray, tokens: readonly Token[], pack: LanguagePack): Range {
  const from = wordCount(match.input.slice(0, match.index));
  return withIntroduction({ from, to: from + wordCount(match[0]) }, tokens, pack);
}

function withIntroduction(number: Range, tokens: readonly Token[], pack: LanguagePack): Range {
  let from = number.from;
  while (from > 0 && pack.phone.introduced.has(tokens[from - 1]!.word) && !(from < number.from && tokens[from]!.afterMark)) from--;
  return { from, to: number.to };
}

function slotsOf(heard: Heard, tokens: readonly Token[], context: UnderstandingContext, pack: LanguagePack): Slots {
  const slots: Slots = {};
  if (heard.name) slots.name = heard.name.name;
  if (heard.name?.wrong) slots.wrongName = heard.name.wrong;
  if (heard.person) slots.person = heard.person.person;
  if (heard.reason) slots.reason = heard.reason;
  if (heard.email) slots.email = heard.email;
  putNumbers(slots, heard, context, pack);
  if (context.goal === 'confirm-phone' && !slots.phone && !slots.digits) Object.assign(slots, correctedDigit(plainOf(tokens), pack));
  if (pack.intents.notUrgent.test(heard.plain)) slots.urgent = false;
  else if ((heard.scores.get('urgent') ?? 0) >= 3) slots.urgent = true;
  const when = heardWhen(withoutPhones(tokens, heard.numbers), pack, context.now, context.timeZone);
  if (when) slots.when = when;
  return slots;
}

function putNumbers(slots: Slots, heard: Heard, context: UnderstandingContext, pack: LanguagePack): void {
  const right = heard.numbers.filter((number) => !number.negated);
  const [phone, other] = [...new Set(right.flatMap((number) => number.phone ?? []))];
  const expected = context.goal === 'phone' || context.goal === 'confirm-phone';
  if (phone) slots.phone = phone;
  if (other) slots.otherPhone = other;
  else if (heard.callerNumber) slots.callerNumber = true;
  const part = right.filter(
    (number) => !number.phone && (expected || number.digits.length >= 4 || heard.phoneParts.includes(number) || heard.numbers.length > right.length),
  );
  if (!phone && part.length > 0) slots.digits = part.map((number) => number.digits).join('');
  if (slots.digits && part.length === 1 && part[0]!.others) slots.otherDigits = part[0]!.others;
  const wrong = heard.numbers.find((number) => number.negated);
  if (wrong) slots.wrongDigits = wrong.digits;
  if (slots.digits && pack.phone.atEnd.test(heard.plain)) slots.digitsAt = 'end';
  else if (slots.digits && pack.phone.atStart.test(heard.plain)) slots.digitsAt = 'start';
}

function withoutPhones(tokens: readonly Token[], numbers: readonly HeardNumber[]): Token[] {
  const long = numbers.filter((number) => number.digits.length >= 5);
  return tokens.filter((_, i) => !long.some((number) => i >= number.from && i < number.to));
}
