import type { Chrono } from 'chrono-node';
import type { Language } from '../../core/language.ts';
import type { Intent, SideQuestion } from '../dialogue/contract.ts';
import type { NumberReading } from './number-paths.ts';

/** All that understanding must know of one language: words and patterns, no logic of its own. Patterns see folded words with one blank between. */
export interface LanguagePack {
  language: Language;
  numbers: NumberWords;
  phone: PhoneWords;
  email: EmailWords;
  letters: LetterWords;
  names: NameWords;
  dates: DateWords;
  intents: IntentWords;
  reason: ReasonWords;
  /** A greeting that already says that a machine speaks. Seen on the greeting as it is written. */
  saysAi: RegExp;
}

export interface NumberWords {
  /** Every number that can be read from the word at `at` on, the longest first. */
  readings(words: readonly string[], at: number): NumberReading[];
  /** Words that may stand between the digits of a number without meaning anything. */
  fillers: ReadonlySet<string>;
}

export interface PhoneWords {
  /** Words right before a number that say that it is wrong: "pas", "au lieu de". */
  negated: RegExp;
  /** Words right before a number that only introduce it: "vous pouvez me joindre au". */
  introduced: ReadonlySet<string>;
  atStart: RegExp;
  atEnd: RegExp;
  /** All that stands between what was said of a number and its correction: "non pardon". */
  slips: RegExp;
  /** One digit that the number ends with, as first group. */
  lastDigit: RegExp;
  /** One digit that takes the place of another: groups `right` and `wrong`, or `right2` and `wrong2`. */
  swappedDigit: RegExp;
  /** The caller will not give his number, or says that it is known. Sees all words. */
  refused: RegExp;
  /** The number the call comes from. */
  callerNumber: RegExp;
  /** Units after a quantity, which is then no telephone number. */
  units: ReadonlySet<string>;
}

export interface EmailWords {
  /** Groups `local` and `domain`. Sees all words. */
  spoken: RegExp;
  /** Ends before an address: "mon mail c'est". */
  introduced: RegExp;
  /** "point" → ".", the longest first. */
  signs: readonly (readonly [said: string, sign: string])[];
}

export interface LetterWords {
  /** Spoken names of letters to letters: "enne" → "n", "bravo" → "b". */
  names: Readonly<Record<string, string>>;
  /** "double t", "two ts": the next letter counts so many times. */
  times: Readonly<Record<string, number>>;
  /** "d comme denis": the words between letter and example. */
  like: readonly (readonly string[])[];
  /** "accent aigu" → combining mark put on the letter before. */
  accents: readonly { words: readonly string[]; mark: string }[];
  /** "tiret" → "-". */
  signs: Readonly<Record<string, string>>;
  ignored: ReadonlySet<string>;
}

export interface NameWords {
  /** Sure that a name follows. */
  introducers: readonly (readonly string[])[];
  /** A name follows only if it looks like one: "c'est", "je suis". */
  weakIntroducers: readonly (readonly string[])[];
  /** A name may follow, of the caller; with a title it is of whom he greets. */
  greetings: readonly (readonly string[])[];
  /** Come after a name: "à l'appareil". */
  closers: readonly (readonly string[])[];
  /** Ends before a caller who has himself announced: "dites-lui que". */
  announced: RegExp;
  /** After a caller who has himself announced: "a appelé". */
  hasCalled: RegExp;
  /** Title as heard, folded, → as written. With a capital in the key only as it is written: "M. Durand", not "m'appelle". */
  titles: Readonly<Record<string, string>>;
  /** May stand before a title. */
  articles: ReadonlySet<string>;
  /** Joins two titles: "monsieur et madame". */
  and: ReadonlySet<string>;
  particles: ReadonlySet<string>;
  /** Words that no name contains, but for {@link familyNames}; a name ends before them. */
  stops: ReadonlySet<string>;
  /** Stops that are family names too: behind a first name, where the sentence or the clause ends. */
  familyNames: ReadonlySet<string>;
  /** Words that begin what is said after a name. */
  afterName: ReadonlySet<string>;
  firstNames: ReadonlySet<string>;
  /** Where the caller is from and that he calls, right after his name: "de Bruxelles, je vous appelle". */
  thenCalls: RegExp;
  /** Words around a bare name that are not part of it: "oui", "bonjour", "merci". */
  around: ReadonlySet<string>;
  /** Between a name and the one that is right: "non pardon", "no, sorry". */
  slips: RegExp;
  /** Before letters that spell only a part of the name: "avec b v r e". */
  endingWith: RegExp;
  /** "pas", "not": what follows is the wrong name. */
  negations: ReadonlySet<string>;
  /** Ends before whom the caller wants to speak to: "parler à". */
  personIntroducers: RegExp;
  /** Alone before a first name alone: somebody is called, and does not say who he is. */
  calls: RegExp;
  /** Ends before somebody who is not asked for himself: "un message pour". */
  personMentions: RegExp;
  /** Ends before somebody the message is for; the words are no part of the reason: "dites à". */
  personAddressed: RegExp;
  /** After whom the caller wants: "est là". */
  personClosers: RegExp;
  /** People that are wanted by what they are: "le directeur". */
  roles: RegExp;
  /** "Je préfère ne pas dire mon nom". */
  refused: RegExp;
  /** The word that is said to be the first name, and the one that is said to be the family name, as the first group that matched. */
  first: RegExp;
  family: RegExp;
  /** "avec un t", with the letter as first group. */
  withLetter: RegExp;
}

export interface DateWords {
  /** Rewrites folded text, numbers already in digits, into what chrono-node reads well. */
  normalise(text: string, today: Day): string;
  parser: Pick<Chrono, 'parse'>;
}

export interface Day {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

/** One piece of evidence: when the pattern is found, the intent gains the weight (3 strong, 2 enough alone, 1 a hint, negative: against). */
export interface Evidence {
  intent: Intent;
  weight: number;
  pattern: RegExp;
}

export interface IntentWords {
  evidence: readonly Evidence[];
  /** Words that mean nothing; dropped before the patterns are tried. */
  fillers: ReadonlySet<string>;
  /** Greetings of several words; dropped too. */
  greeting: RegExp;
  /** Longer words that are recognised with one wrong letter. */
  vocabulary: readonly string[];
  /** The whole sentence, fillers dropped, is nothing but a yes, a no, a goodbye. */
  onlyYes: RegExp;
  onlyNo: RegExp;
  anyYes: RegExp;
  anyNo: RegExp;
  startsYes: RegExp;
  startsNo: RegExp;
  notUrgent: RegExp;
  /** Asks something: not a reason for a call by itself. */
  question: RegExp;
  repeat: RegExp;
  /** Opens or marks a sentence that takes back what was said before. Sees all words, fillers too. */
  corrects: RegExp;
  /** Swearing and complaints about the service: no reason by themselves when another follows. */
  rant: RegExp;
  /** The whole sentence asks whether a machine or a human speaks. */
  asksIfMachine: RegExp;
  /** What callers ask beside their reason. See all words, fillers too. */
  asks: Readonly<Record<SideQuestion, RegExp>>;
  /** The whole sentence takes back the call: "laissez tomber". */
  withdraws: RegExp;
  /** Speaks of a quotation, a bill or a rent … */
  quote: RegExp;
  /** … and asks for a figure. */
  asksFigure: RegExp;
  done: RegExp;
}

export interface ReasonWords {
  /** Openings cut off the front, again and again until none fits. */
  openings: RegExp;
  /** Cut off the end, again and again. */
  closings: RegExp;
  /** Cut out wherever it stands. */
  asides: RegExp;
  /** Nothing but this is no reason; nor is taking one back ("cancel it"). */
  empty: RegExp;
  /** One article at the front, cut once: "une fuite" → "fuite". */
  article: RegExp;
  stopWords: ReadonlySet<string>;
}
