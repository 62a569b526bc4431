import type { MindSession } from '../../ai/language-model/contract.ts';
import type { Understanding } from '../dialogue/contract.ts';
import { Thought } from './thought.ts';

/** Words that have not changed for so long may be the last of the sentence: people speak a word each third of a second. */
const stableMs = 100;

export interface ThoughtsOptions {
  /** Undefined when nothing can be thought now: no session, or it is busy with something else. */
  session(): MindSession | undefined;
  onFailure(error: unknown): void;
}

/** The thoughts of a call, one at a time: the session answers one request at a time. */
export class Thoughts {
  readonly #options: ThoughtsOptions;
  #current: Thought | undefined;
  /** Resolves when the session is free of them. */
  #free: Promise<unknown> = Promise.resolve();
  #last: Promise<unknown> = Promise.resolve();
  #soon: NodeJS.Timeout | undefined;

  constructor(options: ThoughtsOptions) {
    this.#options = options;
  }

  /** Begins one when the words do not change any more. */
  beginSoon(prompt: string, rules: Understanding, deadlineMs: number): void {
    this.#soon = setTimeout(() => void this.of(prompt, rules, deadlineMs), stableMs);
  }

  /** What was to begin soon does not. */
  putOff(): void {
    clearTimeout(this.#soon);
  }

  /** The thought of this prompt: the one that is under way, or another once the session is free. Undefined when there is none to be had. */
  of(prompt: string, rules: Understanding, deadlineMs: number): Promise<Thought | undefined> {
    const next = this.#last.then(() => this.#next(prompt, rules, deadlineMs));
    this.#last = next;
    return next;
  }

  /** Resolves when the session is free. */
  async drop(): Promise<void> {
    this.#free = Promise.all([this.#free, this.#current?.stop()]);
    this.#current = undefined;
    await this.#free;
  }

  async #next(prompt: string, rules: Understanding, deadlineMs: number): Promise<Thought | undefined> {
    if (this.#current?.prompt === prompt) return this.#current;
    await this.drop();
    const session = this.#options.session();
    if (!session) return undefined;
    const onFailure = (error: unknown) => {
      this.#options.onFailure(error);
      // Another may do better: the engine may be back.
      if (this.#current === thought) this.#current = undefined;
    };
    const thought = Thought.begin({ session, prompt, rules, deadlineMs, onFailure });
    this.#current = thought;
    return thought;
  }
}
