import type { Language } from '../../core/language.ts';
import type { Expectation, Understanding } from '../dialogue/contract.ts';
import type { TurnSettings } from '../turn-settings.ts';

/** What a policy may look at when it judges a sentence that is being spoken. */
export interface PauseQuestion {
  /** The partial text; empty while no word was recognised. */
  text: string;
  understanding: Understanding;
  language: Language;
  expects: Expectation;
  /** The caller has paused in this sentence and gone on. */
  hasPaused: boolean;
  settings: TurnSettings;
}

/** Silence in milliseconds that ends the sentence, or null when this policy has no opinion. */
export type PausePolicy = (question: PauseQuestion) => number | null;
