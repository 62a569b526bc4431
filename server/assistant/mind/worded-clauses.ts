import type { MindSession } from '../../ai/language-model/contract.ts';
import type { Language } from '../../core/language.ts';
import { languagePack } from '../languages/packs.ts';
import { Clauses, maySay, wordingPrompt, wordingTokens } from './wording.ts';

export interface WordingOptions {
  session: MindSession;
  template: string;
  said: string;
  language: Language;
  /** What the session has evaluated already of the caller's words. */
  beginning: string;
  /** By then the first clause must be there. */
  firstClauseMs: number;
}

/** The template in the model's words, clause by clause. Ends at the first clause that may not be said, and when the model is late or lost. */
export async function* wordedClauses(
  { session, template, said, language, beginning, firstClauseMs }: WordingOptions,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): AsyncGenerator<string, void> {
  const clauses = new Clauses();
  const ready: string[] = [];
  let wake = Promise.withResolvers<void>();
  let ended = false;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error('the first clause is late')), firstClauseMs);
  const completion = session
    .complete({
      prompt: wordingPrompt(beginning, template, language),
      maxTokens: wordingTokens,
      // The later clauses are made while the first is heard.
      deadlineMs: firstClauseMs * 4,
      signal: AbortSignal.any([late.signal, signal]),
      onText: (piece) => {
        ready.push(...clauses.add(piece));
        wake.resolve();
      },
    })
    .then(() => void ready.push(...clauses.end()), onFailure)
    .finally(() => {
      ended = true;
      wake.resolve();
    });
  try {
    while (true) {
      const clause = ready.shift();
      if (clause !== undefined) {
        clearTimeout(timer);
        if (!maySay(clause, said, template, language, languagePack(language))) return;
        yield clause;
      } else if (ended) return;
      else {
        await wake.promise;
        wake = Promise.withResolvers<void>();
      }
    }
  } finally {
    clearTimeout(timer);
    late.abort(new Error('nothing more is wanted'));
    await completion;
  }
}
