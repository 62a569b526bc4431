import type { LanguagePack } from '../languages/contract.ts';
import type { HeardName } from '../languages/names.ts';
import type { HeardPerson } from '../languages/persons.ts';
import type { HeardNumber } from '../languages/phone.ts';
import type { Goal, Intent } from './contract.ts';

/** What was found in one sentence, before it is decided what it means. */
export interface Heard {
  /** Folded words, fillers dropped, spelling put right. */
  plain: string;
  /** Number of words of the sentence. */
  words: number;
  numbers: HeardNumber[];
  /** Those that are a telephone number or a part of one. */
  phoneParts: readonly HeardNumber[];
  callerNumber: boolean;
  refusesNumber: boolean;
  refusesName: boolean;
  email?: string | undefined;
  name?: HeardName;
  person?: HeardPerson;
  reason?: string;
  /** Words of the reason that carry meaning. */
  reasonWords: number;
  scores: ReadonlyMap<Intent, number>;
}

/** Evidence that decides whatever else was said, in this order. */
const strong = 3;
/** Evidence that is enough when nothing else was found. */
const enough = 2;
/** "I would like to leave a message" says what the sentence is, whatever the message tells. */
const explicit = 5;
/** A yes or no with more words around it is no plain answer. */
const maxAnswerWords = 8;
/** So many digits alone are a telephone number, even an incomplete one. */
const minPhoneDigits = 6;
/** A sentence of nothing but these is the beginning of one. */
const minBareDigits = 4;

const precedence: readonly Intent[] = ['wrong-number', 'urgent', 'human', 'person', 'appointment', 'price', 'hours', 'message'];

/**
 * One intent for one sentence. When it has several: a wrong number, then an emergency, then an explicit message, a human, a person, an appointment, a price, opening hours,
 * a reason (message); a number and a name count only without any of these; then goodbye, yes and no. Answers to a yes-or-no question come first after it was asked;
 * "wrong number" after a number was read back refuses that number.
 */
export function intentOf(heard: Heard, goal: Goal, pack: LanguagePack): Intent {
  const content = contentIntent(heard);
  if ((heard.refusesNumber || heard.refusesName) && heard.reasonWords === 0 && !heard.name && (content === undefined || content === 'message'))
    return 'no';
  const answer = answerIntent(heard, pack);
  if (heard.name?.wrong && content === undefined) return 'name';
  if (answer !== undefined && plainAnswer(heard, pack) && strongest(heard) < strong) return answer;
  if (content === 'wrong-number' && (goal === 'confirm-phone' || (answer === 'no' && score(heard, 'wrong-number') < explicit))) return 'no';
  if (content === 'urgent' || content === 'wrong-number') return answersUrgency(goal, answer) ?? content;
  if (
    saysNumber(heard, goal) &&
    (content === undefined ||
      (content === 'message' && (onlyCallBack(heard) || (score(heard, 'message') < strong && heard.numbers.some((number) => number.phone)))))
  )
    return 'phone';
  if (heard.name && content !== undefined && content === 'message' && heard.reasonWords === 0 && score(heard, 'message') < strong) return 'name';
  if (content === undefined || (answer === 'bye' && content === 'message' && score(heard, 'message') < strong))
    return plainIntent(heard, goal, answer);
  if ((answer === 'yes' || answer === 'no') && content === 'message' && expectsAnswer(goal) && heard.words <= maxAnswerWords) return answer;
  return content;
}

/** Nothing but a yes or a no, whatever weak evidence its words give. */
function plainAnswer({ plain }: Heard, pack: LanguagePack): boolean {
  return pack.intents.onlyYes.test(plain) || pack.intents.onlyNo.test(plain);
}

const strongest = (heard: Heard) => Math.max(heard.person?.wanted ? strong : 0, ...precedence.map((intent) => score(heard, intent)));

const score = (heard: Heard, intent: Intent) => heard.scores.get(intent) ?? 0;

/** A "no" with more words of meaning tells something else than that the question is not answered. */
const minToldWords = 2;

const asksForMore = (goal: Goal) => goal === 'name' || goal === 'reason' || goal === 'phone';

const expectsAnswer = (goal: Goal) => goal === 'confirm-phone' || goal === 'confirm-urgency' || goal === 'anything-else';

function answersUrgency(goal: Goal, answer: Intent | undefined): Intent | undefined {
  return goal === 'confirm-urgency' && (answer === 'yes' || answer === 'no') ? answer : undefined;
}

function contentIntent(heard: Heard): Intent | undefined {
  const weigh = (intent: Intent) => Math.max(score(heard, intent), intent === 'person' && heard.person?.wanted ? strong : 0);
  const message = weigh('message');
  const first = precedence.find((intent) => weigh(intent) >= strong);
  if (message >= explicit && first !== 'wrong-number' && first !== 'urgent') return 'message';
  if (first) return first;
  const best = [...precedence].sort((a, b) => weigh(b) - weigh(a))[0]!;
  return weigh(best) >= enough ? best : undefined;
}

/** Nothing remains once the number and "call me back" are taken out. */
const onlyCallBack = (heard: Heard) => heard.reasonWords === 0;

function saysNumber(heard: Heard, goal: Goal): boolean {
  const said = heard.numbers.filter((number) => !number.negated);
  const digits = said.reduce((sum, number) => sum + number.digits.length, 0);
  if (heard.callerNumber || said.some((number) => number.phone !== undefined)) return true;
  if (goal === 'phone' || goal === 'confirm-phone') return digits >= 2;
  if (said.some((number) => number.to - number.from === heard.words && number.digits.length >= minBareDigits)) return true;
  return digits >= minPhoneDigits || (digits >= 2 && (score(heard, 'phone') >= strong || correctsPart(heard)));
}

/** "Seventy-eight, not sixty-eight" and little else. */
function correctsPart({ numbers, words }: Heard): boolean {
  return words <= maxAnswerWords && numbers.some((number) => number.negated) && numbers.some((number) => !number.negated);
}

function answerIntent(heard: Heard, pack: LanguagePack): Intent | undefined {
  const { plain } = heard;
  const words = pack.intents;
  const bye = score(heard, 'bye');
  if (bye >= strong) return 'bye';
  const yes = words.anyYes.test(plain);
  const no = words.anyNo.test(plain);
  if (words.onlyYes.test(plain) && (!no || !words.startsNo.test(plain)) && !(no && yes)) return 'yes';
  if (words.onlyNo.test(plain) && (words.startsNo.test(plain) || !yes)) return 'no';
  if (bye >= enough && !words.startsNo.test(plain)) return 'bye';
  if (heard.words > maxAnswerWords || (yes && no && !words.startsNo.test(plain))) return undefined;
  if (words.startsNo.test(plain)) return 'no';
  if (words.startsYes.test(plain)) return 'yes';
  return undefined;
}

function plainIntent(heard: Heard, goal: Goal, answer: Intent | undefined): Intent {
  if (expectsAnswer(goal) && answer) return answer;
  if (heard.name && (heard.name.sure || heard.reasonWords === 0)) return 'name';
  if (answer === 'no' && asksForMore(goal) && heard.reasonWords >= minToldWords) return 'unknown';
  if (answer) return answer;
  if (heard.name) return 'name';
  return score(heard, 'name') >= strong ? 'name' : score(heard, 'phone') >= strong ? 'phone' : 'unknown';
}
