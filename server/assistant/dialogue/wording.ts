import type { Language } from '../../core/language.ts';

/** Everything the assistant can say. */
export const replyKeys = [
  'greeting',
  'ai-notice',
  'recording-notice',
  'how-can-i-help',
  'ask-purpose',
  'ask-name',
  'ask-reason',
  'ask-phone',
  'ask-phone-rest',
  'ask-phone-again',
  'ask-keys',
  'ask-more',
  'listening',
  'gladly',
  'read-back',
  'offer-caller-number',
  'confirm-urgency',
  'anything-else',
  'anything-else-after-answer',
  'noted',
  'noted-name',
  'noted-phone',
  'noted-urgent',
  'noted-not-urgent',
  'noted-appointment',
  'sorry',
  'calm',
  'no-problem',
  'who-speaks',
  'no-address',
  'hears',
  'is-recorded',
  'no-callback-time',
  'no-hurry',
  'no-holidays',
  'withdrawn',
  'no-person',
  'is-ai',
  'no-human',
  'no-human-again',
  'no-price',
  'no-answer',
  'no-caller-number',
  'bad-phone',
  'partial-phone',
  'other-phone',
  'email',
  'hours',
  'hours-unknown',
  'not-understood',
  'not-heard',
  'silence',
  'resumed',
  'wrong-number',
  'summary',
  'goodbye',
  'voicemail',
  'offer-language',
  'language-changed',
  'only-other-language',
] as const;
export type ReplyKey = (typeof replyKeys)[number];

/** What a reply may speak of. Only what the key needs is given. */
export interface ReplyValues {
  host?: string;
  name?: string;
  person?: string;
  reason?: string;
  /** Ready to be spoken. */
  phone?: string;
  email?: string;
  /** The last digits of the caller's number, ready to be spoken. */
  ending?: string;
  urgent?: boolean;
  /** How often this was said before: asked again, it is put in other words. */
  attempt?: number;
  hours?: HoursAnswer;
}

/** What is said about opening hours; times are local "HH:MM", weekdays 0 = Sunday. */
export interface HoursAnswer {
  /** Whether it is open now; absent when the caller asked about another day. */
  now?: { open: boolean; until?: string };
  /** The next opening, when closed now. `inDays` 0 is today. */
  next?: { weekday: number; inDays: number; from: string };
  /** The day the caller asked about. */
  day?: { weekday: number; intervals: readonly { from: string; to: string }[] };
  /** Runs of days with the same hours, Monday first; days that are closed are left out. */
  week: readonly { from: number; to: number; intervals: readonly { from: string; to: string }[] }[];
}

/** Puts a reply into words. Seam for a language model; templates by default. Must be pure. */
export type WordReply = (key: ReplyKey, values: ReplyValues, language: Language) => string;

/** Templates of one language; a list gives the words for the first, second, … time. */
export type Templates = Readonly<Record<ReplyKey, Template | readonly Template[]>>;
export type Template = (values: ReplyValues) => string;
