import type { Language } from '../../core/language.ts';
import type { OpeningHours } from '../../core/opening-hours.ts';
import type { CallerMessage, CallOutcome } from '../../core/outcome.ts';
import type { SecondHearing } from './language-offer.ts';

/**
 * The talk as goals and slots. A dialogue is pure: it gets what happened and the state before, and gives the state after and what to say.
 * The pipeline owns sound and time. A language model comes in beside it (mind/contract.ts): an understanding may come with what was said, and some replies may be put in other words.
 */

export const intents = [
  'message',
  'person',
  'hours',
  'urgent',
  'human',
  'appointment',
  'price',
  'wrong-number',
  'yes',
  'no',
  'bye',
  'phone',
  'name',
  'unknown',
] as const;
export type Intent = (typeof intents)[number];

/** What callers ask beside what they call about: who speaks, where the place is, whether it is open on a public holiday, whether they are heard or recorded, when they are called back, and for a moment of time. */
export const sideQuestions = ['recording', 'callback', 'who', 'address', 'holidays', 'hearing', 'time'] as const;
export type SideQuestion = (typeof sideQuestions)[number];

/** What the assistant wants next. */
export type Goal =
  | 'greet'
  | 'purpose' // who calls, for whom, why
  | 'name'
  | 'reason'
  | 'phone'
  | 'confirm-phone'
  | 'confirm-urgency'
  | 'anything-else'
  | 'offer-language' // the caller seems to speak another language
  | 'done';

/** What one sentence of the caller says. Slots are those of this sentence alone. */
export interface Understanding {
  intent: Intent;
  slots: Slots;
  /** The caller asks to hear the last question again. */
  asksRepeat?: boolean;
  /** The caller asks something instead of telling it. */
  question?: boolean;
  /** "No, actually …": what follows takes the place of what was said before. */
  corrects?: boolean;
  /** Will not give a number: it is asked no more. */
  refusesNumber?: boolean;
  /** Will not give a name: it is asked no more. */
  refusesName?: boolean;
  /** Takes back the whole call: nothing is to be passed on. */
  withdraws?: boolean;
  /** Says no to what was said before, and more. */
  denies?: boolean;
  asks?: SideQuestion;
  /** Wants a quotation or has a bill in mind, and asks for no figure now. */
  wantsQuote?: boolean;
  /** Swears or complains without saying about what. */
  rant?: boolean;
  /** The caller asks whether he talks to a machine, and asks nothing more. */
  asksIfMachine?: boolean;
  /** The caller speaks this language instead of the call's; only a language model tells. */
  language?: Language;
}

export interface Slots {
  name?: string;
  /** Whom the caller wants to reach. */
  person?: string;
  reason?: string;
  /** A whole number, E.164. */
  phone?: string;
  /** A second whole number, E.164. */
  otherPhone?: string;
  /** An e-mail address. */
  email?: string;
  /** Digits of a number that is not whole yet, or of a correction ("78"). */
  digits?: string;
  /** Other ways to read these digits, the likeliest first: "nine hundred one" is 9001 or 901. */
  otherDigits?: readonly string[];
  /** "not sixty-eight, seventy-eight": the part that was wrong. */
  wrongDigits?: string;
  /** Where a correction belongs: "the last two are 79". */
  digitsAt?: 'start' | 'end';
  /** "Not Martin, Morton": the part of the name that was wrong. */
  wrongName?: string;
  /** "On the number I am calling from". */
  callerNumber?: boolean;
  urgent?: boolean;
  /** A date or time the caller named, as ISO 8601 local time ("2026-11-24T14:30"). */
  when?: string;
}

/** What understanding may use beside the sentence. */
export interface UnderstandingContext {
  language: Language;
  /** What was asked: "oui" and "seventy-eight" mean different things after different questions. */
  goal: Goal;
  /** For numbers without a country: ISO 3166 alpha-2. */
  country: string;
  /** For "tomorrow". */
  now: Date;
  timeZone: string;
  /** The caller's name so far; null when it was asked and not given. */
  name?: string | null;
}

export type Understand = (sentence: string, context: UnderstandingContext) => Understanding;

/** Who is called and what the assistant may say of him. */
export interface Host {
  /** "Cabinet Durand", "Camille Durand". */
  name: string;
  language: Language;
  country: string;
  timeZone: string;
  /** Undefined when the hours are not known. */
  openingHours?: OpeningHours;
  /** Said first when set; the notice that an AI speaks is added to it when it does not say so itself. */
  greeting?: string;
  /** Names of people who may call. */
  contacts?: readonly string[];
  /** The call is recorded and the caller must be told. */
  recordingNotice: boolean;
}

export interface DialogueContext {
  host: Host;
  /** The caller's number in E.164 when the network showed one. */
  callerNumber: string | null;
  now: Date;
  /** The call was up when an earlier process of ours ended. */
  resumed?: boolean;
  /** A second language that can be heard and spoken in this call. */
  otherLanguage?: Language;
}

/** What happened, from the pipeline. */
export type DialogueEvent =
  | { type: 'start' }
  /** A call picked up again after a crash: apologise and go on with an open question. */
  | { type: 'resume' }
  /**
   * `understanding` when it was made elsewhere, by rules and a language model; else the dialogue understands by itself. `doubtful`: the ear did not follow it well;
   * `second`: what the ear of the other language heard.
   */
  | { type: 'said'; text: string; confidence?: number; understanding?: Understanding; doubtful?: boolean; second?: SecondHearing }
  /** Keys pressed one after another until a pause or '#', without '#'. Key 0 alone asks for a human, at any time. */
  | { type: 'keyed'; digits: string }
  /** Nothing was said for the whole wait. */
  | { type: 'silence' }
  /** The call has lasted as long as it may: close with what is known. */
  | { type: 'out-of-time' }
  /** The recogniser was lost in mid-sentence. */
  | { type: 'not-heard' };

export interface DialogueState {
  goal: Goal;
  slots: CollectedSlots;
  /** Everything the dialogue must remember: plain data. */
  memory: Readonly<Record<string, unknown>>;
}

export interface CollectedSlots extends CallerMessage {
  /** Whom the caller wants to reach. */
  person: string | null;
}

export interface DialogueStep {
  state: DialogueState;
  /** What to say, in order. */
  replies: Reply[];
  next: NextAct;
  /** How the last sentence was understood; absent for other events. */
  understanding?: Understanding;
}

export interface Reply {
  text: string;
  /** Goodbye and read-back are said whole: barge-in does not cut them. */
  interruptible: boolean;
  /** An acknowledgement: a language model may put it in other words. Never a question, a read-back, a refusal, a notice or a goodbye. */
  rewordable?: true;
  /** When it is not the talk's own. */
  language?: Language;
}

export type NextAct =
  | { act: 'listen'; expects: Expectation }
  | { act: 'hang-up'; outcome: CallOutcome }
  /** Leave the talk for a plain recording. The prompt has been said by `replies`. */
  | { act: 'voicemail' };

/** What kind of answer is awaited: turn policies choose the pause that ends a turn by it. */
export type Expectation = 'open' | 'yes-no' | 'name' | 'phone' | 'sentence';

export interface Dialogue {
  /** Begins with goal 'greet' and nothing known. */
  initial(context: DialogueContext): DialogueState;
  next(state: DialogueState, event: DialogueEvent, context: DialogueContext): DialogueStep;
}
