import type { LanguageModel, MindSession } from '../../ai/language-model/contract.ts';
import { withDeadline } from '../../core/abortable.ts';
import { asError } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';
import type { Logger } from '../../core/logger.ts';
import type { Reply, Understanding, UnderstandingContext } from '../dialogue/contract.ts';
import { sentences } from '../sentences.ts';
import type { Mind, MindSettings } from './contract.ts';
import { systemText } from './system-text.ts';
import { Thoughts } from './thoughts.ts';
import { isOpenQuestion, leavesOpen, merged, understandingPrompt, wordsPrompt } from './understanding.ts';
import { type WordingOptions, wordedClauses } from './worded-clauses.ts';

export interface CallMindOptions {
  model: LanguageModel;
  language: Language;
  settings: MindSettings;
  logger: Logger;
  /** The call's own. */
  signal: AbortSignal;
}

/** A thought that is begun ahead waits for the end of the caller's turn. */
const aheadMs = 5000;
/** With less time left than this, no model has a first clause. */
const leastWordingMs = 100;

/** One call's language model. While it is not there, and whenever it fails, rules and templates do what it would have done. */
export class CallMind implements Mind {
  readonly #options: CallMindOptions;
  #session: MindSession | undefined;
  #language: Language;
  /** The session is opened, or opened anew, when this is settled. */
  #opening: Promise<void> = Promise.resolve();
  /** Every prompt about the caller's words so far begins with this. */
  #beginning = '';
  #refining = false;
  readonly #thoughts: Thoughts;
  #wording = false;
  /** How long the caller has waited for the understanding of his last sentence: its wording has only the rest of the time. */
  #waitedMs = 0;

  constructor(options: CallMindOptions) {
    this.#options = options;
    this.#language = options.language;
    this.#thoughts = new Thoughts({
      session: () => (this.#wording || options.signal.aborted ? undefined : this.#session),
      onFailure: (error) => this.#tell(error),
    });
  }

  /** Takes a place of the model's for this call, for as long as its signal lasts. Never rejects: a full or lost model leaves the call without. */
  async open(): Promise<void> {
    this.#options.signal.addEventListener('abort', () => this.#thoughts.putOff(), { once: true });
    this.#opening = this.#open();
    await this.#opening;
  }

  changeLanguage(language: Language): void {
    if (language === this.#language) return;
    this.#language = language;
    this.#thoughts.putOff();
    this.#opening = this.#opening.then(() => this.#openAnew());
  }

  async #openAnew(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    this.#beginning = '';
    await this.#thoughts.drop();
    await session?.close();
    await this.#open();
  }

  async #open(): Promise<void> {
    const { model, signal, logger } = this.#options;
    try {
      this.#session = await model.open({ system: systemText[this.#language], signal });
    } catch (error) {
      if (!signal.aborted) logger.warn({ error: asError(error).message }, 'a call has no language model: rules and templates serve it');
    }
  }

  preload(partial: string, rules: Understanding, context: UnderstandingContext): void {
    const { settings, signal } = this.#options;
    const beginning = wordsPrompt(partial, context);
    if (!this.#session || settings.thinkAhead === 'no' || this.#refining || signal.aborted || beginning === this.#beginning) return;
    this.#beginning = beginning;
    this.#thoughts.putOff();
    void this.#thoughts.drop();
    const open = leavesOpen(rules, partial, context);
    if (open || (settings.wording && isOpenQuestion(context.goal))) this.#session.preload(beginning);
    if (open && settings.thinkAhead === 'answer') {
      const deadlineMs = aheadMs + settings.understandDeadlineMs;
      this.#thoughts.beginSoon(understandingPrompt(partial, context), rules, deadlineMs);
    }
  }

  async refine(said: string, rules: Understanding, context: UnderstandingContext, signal: AbortSignal): Promise<Understanding> {
    this.#waitedMs = 0;
    this.#thoughts.putOff();
    this.#beginning = wordsPrompt(said, context);
    if (!this.#session || !leavesOpen(rules, said, context)) return rules;
    const { understandDeadlineMs } = this.#options.settings;
    const askedMs = performance.now();
    this.#refining = true;
    const begun = this.#thoughts.of(understandingPrompt(said, context), rules, understandDeadlineMs);
    try {
      const enough = begun.then((thought) => thought?.enough);
      await withDeadline(enough, understandDeadlineMs, 'the language model’s understanding', AbortSignal.any([signal, this.#options.signal]));
    } catch (error) {
      signal.throwIfAborted();
      this.#options.signal.throwIfAborted();
      this.#tell(error);
    } finally {
      this.#refining = false;
      void begun.then(() => this.#thoughts.drop());
      this.#waitedMs = performance.now() - askedMs;
    }
    const proposal = (await begun)?.proposal;
    return proposal ? merged(rules, proposal, said, context) : rules;
  }

  async *word(reply: Reply, said: string, signal: AbortSignal): AsyncGenerator<string> {
    const { settings, signal: call } = this.#options;
    const firstClauseMs = settings.wordDeadlineMs - this.#waitedMs;
    if (!this.#session || !settings.wording || !reply.rewordable || firstClauseMs < leastWordingMs) {
      yield* sentences(reply.text);
      return;
    }
    this.#thoughts.putOff();
    this.#wording = true;
    const options: WordingOptions = {
      session: this.#session,
      template: reply.text,
      said,
      language: this.#language,
      beginning: this.#beginning,
      firstClauseMs,
    };
    const stop = new AbortController();
    try {
      await this.#thoughts.drop();
      const clauses = wordedClauses(options, AbortSignal.any([stop.signal, signal, call]), (error) => this.#tell(error));
      try {
        const first = await clauses.next();
        if (first.done) yield* sentences(reply.text);
        else {
          yield first.value;
          yield* clauses;
        }
      } finally {
        stop.abort(new Error('nothing more is spoken'));
        // The session must be free for the next sentence.
        await clauses.return(undefined);
      }
    } finally {
      this.#wording = false;
    }
  }

  #tell(error: unknown): void {
    if (!this.#options.signal.aborted) this.#options.logger.debug({ error: asError(error).message }, 'the language model did not answer in time');
  }
}
