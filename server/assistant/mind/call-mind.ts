import type { LanguageModel, MindSession } from '../../ai/language-model/contract.ts';
import { asError } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';
import type { Logger } from '../../core/logger.ts';
import type { Reply, Understanding, UnderstandingContext } from '../dialogue/contract.ts';
import { languagePack } from '../languages/packs.ts';
import { sentences } from '../sentences.ts';
import type { Mind, MindSettings } from './contract.ts';
import { systemText } from './system-text.ts';
import { leavesOpen, merged, parseProposal, understandingPrompt, understandingSchema, understandingTokens } from './understanding.ts';
import { Clauses, maySay, wordingPrompt, wordingTokens } from './wording.ts';

export interface CallMindOptions {
  model: LanguageModel;
  language: Language;
  settings: MindSettings;
  logger: Logger;
  /** The call's own. */
  signal: AbortSignal;
}

/** One call's language model. While it is not there, and whenever it fails, rules and templates do what it would have done. */
export class CallMind implements Mind {
  readonly #options: CallMindOptions;
  #session: MindSession | undefined;
  #preloaded = '';

  constructor(options: CallMindOptions) {
    this.#options = options;
  }

  /** Takes a place of the model's for this call, for as long as its signal lasts. Never rejects: a full or lost model leaves the call without. */
  async open(): Promise<void> {
    const { model, language, signal, logger } = this.#options;
    try {
      this.#session = await model.open({ system: systemText[language], signal });
    } catch (error) {
      if (!signal.aborted) logger.warn({ error: asError(error).message }, 'a call has no language model: rules and templates serve it');
    }
  }

  preload(partial: string, rules: Understanding, context: UnderstandingContext): void {
    if (!this.#session || !leavesOpen(rules, partial, context)) return;
    const prompt = understandingPrompt(partial, context);
    if (prompt === this.#preloaded) return;
    this.#preloaded = prompt;
    this.#session.preload(prompt);
  }

  async refine(said: string, rules: Understanding, context: UnderstandingContext, signal: AbortSignal): Promise<Understanding> {
    if (!this.#session || !leavesOpen(rules, said, context)) return rules;
    let text = '';
    try {
      await this.#session.complete({
        prompt: understandingPrompt(said, context),
        schema: understandingSchema,
        maxTokens: understandingTokens,
        deadlineMs: this.#options.settings.understandDeadlineMs,
        signal,
        onText: (piece) => {
          text += piece;
        },
      });
    } catch (error) {
      signal.throwIfAborted();
      this.#tell(error);
    }
    const proposal = parseProposal(text);
    return proposal ? merged(rules, proposal, said, context) : rules;
  }

  async *word(reply: Reply, said: string, signal: AbortSignal): AsyncGenerator<string> {
    const { settings } = this.#options;
    const session = this.#session;
    if (!session || !settings.wording || !reply.rewordable) {
      yield* sentences(reply.text);
      return;
    }
    const stop = new AbortController();
    const clauses = this.#clauses(session, reply.text, said, AbortSignal.any([stop.signal, signal]));
    try {
      const first = await clauses.next();
      if (first.done) yield* sentences(reply.text);
      else {
        yield first.value;
        yield* clauses;
      }
    } finally {
      stop.abort(new Error('nothing more is spoken'));
      // The session answers one request at a time: it must be free for the next sentence.
      await clauses.return(undefined);
    }
  }

  /** Ends at the first clause that may not be said, and when the model is late or lost. */
  async *#clauses(session: MindSession, template: string, said: string, signal: AbortSignal): AsyncGenerator<string, void> {
    const { language, settings } = this.#options;
    const clauses = new Clauses();
    const ready: string[] = [];
    let wake = Promise.withResolvers<void>();
    let ended = false;
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error('the first clause is late')), settings.wordDeadlineMs);
    const completion = session
      .complete({
        prompt: wordingPrompt(said, template, language),
        maxTokens: wordingTokens,
        // The later clauses are made while the first is heard.
        deadlineMs: settings.wordDeadlineMs * 4,
        signal: AbortSignal.any([late.signal, signal]),
        onText: (piece) => {
          ready.push(...clauses.add(piece));
          wake.resolve();
        },
      })
      .then(
        () => void ready.push(...clauses.end()),
        (error) => this.#tell(error),
      )
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

  #tell(error: unknown): void {
    if (!this.#options.signal.aborted) this.#options.logger.debug({ error: asError(error).message }, 'the language model did not answer in time');
  }
}
