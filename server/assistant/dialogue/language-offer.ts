import type { Language } from '../../core/language.ts';
import { foreignRequest, requestedLanguage } from '../languages/language-request.ts';
import type { CollectedSlots, Goal, Understand, Understanding } from './contract.ts';
import { askNext } from './next-question.ts';
import { answer } from './said.ts';
import type { Talk } from './talk.ts';

/** What the ear of the other language heard in the sound of a sentence. */
export interface SecondHearing {
  language: Language;
  text: string;
  /** It is surer of it than the ear of the talk's language. */
  fits: boolean;
}

/** What the talk goes back to when the caller does not want another language, and what he had said in it. */
export interface LanguageOffer {
  language: Language;
  goal: Goal;
  words: string | null;
}

/** Keeps what was known before the first of several sentences that the talk's own ear did not follow: what it made of them is worth nothing when they were foreign. */
export function keepBeforeDoubt(talk: Talk, doubtful: boolean): void {
  if (!doubtful) talk.memory.beforeDoubt = null;
  else talk.memory.beforeDoubt ??= { ...talk.slots };
}

/** Offers the other language, in its own words, once a call; one that nobody here hears is left to a recording. True when it did. */
export function offerLanguage(talk: Talk, heard: Understanding, said: string, second: SecondHearing | undefined): boolean {
  const { memory, context } = talk;
  const { otherLanguage } = context;
  const asked = requestedLanguage(said, context.host.language);
  const foreign = foreignRequest(said, context.host.language);
  if (foreign !== undefined && foreign !== otherLanguage && !second) return leaveToVoicemail(talk, foreign);
  const wanted = second?.fits ? second.language : (asked ?? heard.language);
  if (!otherLanguage || wanted !== otherLanguage || memory.languageOffered) return false;
  memory.languageOffered = true;
  memory.offer = { language: otherLanguage, goal: talk.goal, words: second?.fits ? second.text : null };
  talk.sayIn(otherLanguage, 'offer-language');
  talk.goal = 'offer-language';
  return true;
}

function leaveToVoicemail(talk: Talk, language: Language): true {
  talk.sayIn(language, 'only-other-language');
  talk.end({ act: 'voicemail' });
  return true;
}

/** The caller answers the offer, in whichever language. */
export function answerOffer(talk: Talk, heard: Understanding, said: string, second: SecondHearing | undefined, understand: Understand): void {
  const { offer } = talk.memory;
  if (!offer) return;
  const secondly = understandIn(talk, offer, second?.text ?? said, understand);
  const yes =
    secondly.intent === 'yes' ||
    heard.intent === 'yes' ||
    (second !== undefined && requestedLanguage(second.text, offer.language) === offer.language);
  if (yes) switchLanguage(talk, offer, understand);
  else if (heard.intent === 'unknown' || heard.intent === 'no') declineOffer(talk);
  else {
    goBack(talk, offer);
    answer(talk, heard);
  }
}

/** "No", silence, or nothing that can be understood: the talk goes on as it was. */
export function declineOffer(talk: Talk): void {
  const { offer } = talk.memory;
  if (!offer) return;
  goBack(talk, offer);
  talk.repeatQuestion();
}

function goBack(talk: Talk, offer: LanguageOffer): void {
  talk.memory.offer = null;
  talk.goal = offer.goal;
}

/** The talk goes on in the other language, with all that is known, and with what the caller has said in it already. */
function switchLanguage(talk: Talk, offer: LanguageOffer, understand: Understand): void {
  const { memory } = talk;
  goBack(talk, offer);
  if (memory.beforeDoubt) Object.assign(talk.slots, memory.beforeDoubt satisfies CollectedSlots);
  Object.assign(memory, { beforeDoubt: null, misses: 0, silences: 0, asked: {}, language: offer.language });
  talk.speak(offer.language);
  talk.say('language-changed');
  const words = offer.words !== null && requestedLanguage(offer.words, offer.language) === undefined ? offer.words : null;
  const heard = words === null ? undefined : understandIn(talk, offer, words, understand);
  if (words !== null && heard && heard.intent !== 'unknown') answer(talk, heard);
  else if (talk.goal === 'purpose' || talk.goal === 'greet') talk.ask('purpose', 'how-can-i-help');
  else askNext(talk);
}

function understandIn(talk: Talk, { language, goal }: LanguageOffer, text: string, understand: Understand): Understanding {
  const { host, now } = talk.context;
  return understand(text, { language, goal, country: host.country, now, timeZone: host.timeZone });
}
