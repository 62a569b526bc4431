import type { Language } from '../../core/language.ts';
import type { Reply, Understanding, UnderstandingContext } from '../dialogue/contract.ts';

/** What a talk asks of a language model. It proposes; what is asked, read back, put through and ended is decided by the dialogue. */
export interface Mind {
  /** The caller is still speaking, and the rules do not know what he means: evaluates ahead what {@link refine} will ask, and answers it when he pauses. Never throws. */
  preload(partial: string, rules: Understanding, context: UnderstandingContext): void;
  /**
   * What the rules understood, with what the model could add. Resolves with the rules' own when they are sure, and when the model is late, down or wrong.
   * Rejects only with the signal's reason.
   */
  refine(said: string, rules: Understanding, context: UnderstandingContext, signal: AbortSignal): Promise<Understanding>;
  /** The reply clause by clause, in other words where it may be ({@link Reply.rewordable}), else and when the model is late as it stands. */
  word(reply: Reply, said: string, signal: AbortSignal): AsyncIterable<string>;
  /** The talk goes on in this language. Until the model has its instructions in it, rules and templates serve. Never throws. */
  changeLanguage(language: Language): void;
}

/** `read`: what the caller has said is evaluated while he speaks. `answer`: and understood whenever he pauses, so that the answer may be there when his turn ends. */
export const thinkAheadChoices = ['no', 'read', 'answer'] as const;

export interface MindSettings {
  thinkAhead: (typeof thinkAheadChoices)[number];
  /** By then the rules' understanding is taken. */
  understandDeadlineMs: number;
  /** By then the first clause must be there, else the template is spoken. What the caller waited for the understanding is taken off. */
  wordDeadlineMs: number;
  /** Whether acknowledgements are worded by the model. */
  wording: boolean;
  summary: boolean;
  /** After a call; by then the rules' summary stands alone. */
  summaryDeadlineMs: number;
}

export const defaultMindSettings: MindSettings = {
  thinkAhead: 'answer',
  understandDeadlineMs: 1200,
  wordDeadlineMs: 600,
  wording: true,
  summary: true,
  summaryDeadlineMs: 8000,
};
