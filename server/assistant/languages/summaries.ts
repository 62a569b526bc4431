import type { Language } from '../../core/language.ts';
import type { CallOutcome } from '../../core/outcome.ts';
import { summary as en } from './en/summary.ts';
import { summary as fr } from './fr/summary.ts';

export interface SummaryWords {
  called(name: string | null, reason: string | null, person: string | null): string;
  callBack(phone: string): string;
  urgent: string;
  /** For calls without a message. */
  outcomes: Partial<Record<CallOutcome, string>>;
}

export const summaryWords: Readonly<Record<Language, SummaryWords>> = { fr, en };
