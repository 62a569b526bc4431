import type { Language } from '../../core/language.ts';
import type { CollectedSlots, DialogueState } from './contract.ts';
import type { LanguageOffer } from './language-offer.ts';
import type { ReplyKey, ReplyValues } from './wording.ts';

/** What a talk remembers beside the slots. Plain data: it is stored with the call and read back after a crash. */
export interface Memory {
  /** Events so far: the talk ends at a cap. */
  steps: number;
  /** Sentences in a row that were not understood or not heard. */
  misses: number;
  /** Silences in a row. */
  silences: number;
  /** How often each thing was asked. */
  asked: Partial<Record<ReplyKey, number>>;
  /** The number was read back and accepted, or there is nothing more to ask about it. */
  phoneSettled: boolean;
  /** The number that is being read back or offered. */
  pendingPhone: string | null;
  /** The pending number is the network's, not the caller's word. */
  offered: boolean;
  /** Readings of the number that failed. */
  phoneFailures: number;
  /** Digits of a number that is being said in parts. */
  digits: string;
  /** Other readings of these digits. */
  otherDigits: readonly string[];
  /** A second number that was heard. */
  otherPhone: string | null;
  /** An e-mail address that was heard. */
  email: string | null;
  urgency: 'none' | 'heard' | 'settled';
  /** The reason so far is swearing or a complaint without a subject: the first real one takes its place. */
  ranted: boolean;
  /** A question of the caller was answered: he may leave without a message. */
  informed: boolean;
  /** Opening hours were told last: "and on Saturday?" asks for them again. */
  toldHours: boolean;
  /** Anything of use was said: name, number, reason. */
  question: { key: ReplyKey; values: ReplyValues } | null;
  /** The language the talk has changed to; null for the owner's. */
  language: Language | null;
  /** Another language was offered: it is offered once. */
  languageOffered: boolean;
  offer: LanguageOffer | null;
  beforeDoubt: CollectedSlots | null;
}

export const emptyMemory: Memory = {
  steps: 0,
  misses: 0,
  silences: 0,
  asked: {},
  phoneSettled: false,
  pendingPhone: null,
  offered: false,
  phoneFailures: 0,
  digits: '',
  otherDigits: [],
  otherPhone: null,
  email: null,
  urgency: 'none',
  ranted: false,
  informed: false,
  toldHours: false,
  question: null,
  language: null,
  languageOffered: false,
  offer: null,
  beforeDoubt: null,
};

/** The memory of a state; what an older version did not write has its first value. */
export function memoryOf(state: DialogueState): Memory {
  return { ...emptyMemory, ...(state.memory as Partial<Memory>) };
}
