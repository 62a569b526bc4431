import type { Language } from '../core/language.ts';
import type { OpeningHours } from '../core/opening-hours.ts';

/** Someone whose calls are answered. Read from the configuration. */
export interface User {
  id: string;
  /** The name the assistant says: a person or a company. */
  name: string;
  /** Where messages are sent. */
  email: string;
  language: Language;
  /** ISO 3166 alpha-2; how numbers without a country are read. */
  country: string;
  timeZone: string;
  /** E.164. */
  numbers: readonly string[];
  /** Whether he needs a subscription where users pay. */
  pays?: boolean;
  destination: 'assistant' | 'voicemail';
  recordCalls: boolean;
  /** Names of people who may call: heard better when a caller says his name. */
  contacts: readonly string[];
  /** The caller is told that the call is recorded; without effect where it is not. */
  recordingNotice: boolean;
  /** Said first instead of the default greeting; the notice that an AI speaks is added when it does not say so itself. */
  greeting?: string;
  /** Undefined when not configured. */
  openingHours?: OpeningHours;
}

export interface Users {
  /** By the dialled number in any spelling the trunk uses; null when nobody has it. With one single user, he gets every number. */
  byCalledNumber(dialled: string): User | null;
  /** Null when the user is not configured any more. */
  byId(id: string): User | null;
  all(): readonly User[];
}
