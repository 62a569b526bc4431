import type { LanguageModel, MindSession } from '../../ai/language-model/contract.ts';
import { withDeadline } from '../../core/abortable.ts';
import { asError } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';
import type { Logger } from '../../core/logger.ts';
import type { Reply, Understanding, UnderstandingContext } from '../dialogue/contract.ts';
import { sentences } from '../sentences.ts';
import type { Mind, MindSettings } from './contract.ts';
import { systemText } from './system-text.ts';
import { Thought } from './thought.ts';
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

/** Words that have not changed for so long may be the last of the sentence: people speak a word each third of a second. */
const stableMs = 100;
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
  #thought: Thought | undefined;
  /** The session answers one request at a time: resolves when it is free of thoughts. */
  #free: Promise<unknown> = Promise.resolve();
  #lastThink: Promise<unknown> = Promise.resolve();
  #begin: NodeJS.Timeout | undefined;
  #wording = false;
  /** How long the caller has waited for the understanding of his last sentence: its wording has only the rest of the time. */
  #waitedMs = 0;

  constructor(options: CallMindOptions) {
    this.#options = options;
    this.#language = options.language;
  }

  /** Takes a place of the model's for this call, for as long as its signal lasts. Never rejects: a full or lost model leaves the call without. */
  async open(): Promise<void> {
    this.#options.signal.addEventListener('abort', () => clearTimeout(this.#begin), { once: true });
    this.#opening = this.#open();
    await this.#opening;
  }

  changeLanguage(language: Language): void {
    if (language === this.#language) return;
    this.#language = language;
    clearTimeout(this.#begin);
    this.#opening = this.#opening.then(() => this.#openAnew());
  }

  async #openAnew(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    this.#beginning = '';
    await this.#drop();
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
    clearTimeout(this.#begin);
    void this.#drop();
    const open = leavesOpen(rules, partial, context);
    if (open || (settings.wording && isOpenQuestion(context.goal))) this.#session.preload(beginning);
    if (open && settings.thinkAhead === 'answer') {
      const deadlineMs = aheadMs + settings.understandDeadlineMs;
      this.#begin = setTimeout(() => void this.#think(understandingPrompt(partial, context), rules, deadlineMs), stableMs);
    }
  }

  async refine(said: string, rules: Understanding, context: UnderstandingContext, signal: AbortSignal): Promise<Understanding> {
    this.#waitedMs = 0;
    clearTimeout(this.#begin);
    this.#beginning = wordsPrompt(said, context);
    if (!this.#session || !leavesOpen(rules, said, context)) return rules;
    const { understandDeadlineMs } = this.#options.settings;
    const askedMs = performance.now();
    this.#refining = true;
    const begun = this.#think(understandingPrompt(said, context), rules, understandDeadlineMs);
    try {
      const enough = begun.then((thought) => thought?.enough);
      await withDeadline(enough, understandDeadlineMs, 'the language model’s understanding', AbortSignal.any([signal, this.#options.signal]));
    } catch (error) {
      signal.throwIfAborted();
      this.#options.signal.throwIfAborted();
      this.#tell(error);
    } finally {
      this.#refining = false;
      void begun.then(() => this.#drop());
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
    clearTimeout(this.#begin);
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
      await this.#drop();
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

  /** The thought of this prompt: the one that is under way, or another once the session is free. Undefined while a reply is being worded. */
  #think(prompt: string, rules: Understanding, deadlineMs: number): Promise<Thought | undefined> {
    const next = this.#lastThink.then(() => this.#thinkNext(prompt, rules, deadlineMs));
    this.#lastThink = next;
    return next;
  }

  async #thinkNext(prompt: string, rules: Understanding, deadlineMs: number): Promise<Thought | undefined> {
    if (this.#thought?.prompt === prompt) return this.#thought;
    await this.#drop();
    const { signal } = this.#options;
    if (!this.#session || this.#wording || signal.aborted) return undefined;
    const thought = Thought.begin({
      session: this.#session,
      prompt,
      rules,
      deadlineMs,
      onFailure: (error) => {
        this.#tell(error);
        // Another may do better: the engine may be back.
        if (this.#thought === thought) this.#thought = undefined;
      },
    });
    this.#thought = thought;
    return thought;
  }

  /** Resolves when the session is free. */
  async #drop(): Promise<void> {
    this.#free = Promise.all([this.#free, this.#thought?.stop()]);
    this.#thought = undefined;
    await this.#free;
  }

  #tell(error: unknown): void {
    if (!this.#options.signal.aborted) this.#options.logger.debug({ error: asError(error).message }, 'the language model did not answer in time');
  }
}
