import type { Language } from '../core/language.ts';

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
  destination: 'assistant' | 'voicemail';
  recordCalls: boolean;
  /** Said first instead of the default greeting; the notice that an AI speaks is added when it does not say so itself. */
  greeting?: string;
  /** Per weekday (0 = Sunday) the open intervals as local "HH:MM" pairs; undefined when not configured. A day that is absent is closed. */
  openingHours?: OpeningHours;
}

export type OpeningHours = Partial<Record<number, readonly { from: string; to: string }[]>>;

export interface Users {
  /** By the dialled number in any spelling the trunk uses; null when nobody has it. With one single user, he gets every number. */
  byCalledNumber(dialled: string): User | null;
}
