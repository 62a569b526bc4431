import type { MindSession } from '../../ai/language-model/contract.ts';
import { RepondeurError } from '../../core/errors.ts';
import type { Understanding } from '../dialogue/contract.ts';
import { type Proposal, parseProposal, tellsEnough, understandingSchema, understandingTokens } from './understanding.ts';

export interface ThoughtOptions {
  session: MindSession;
  prompt: string;
  /** What the rules know of the same words. */
  rules: Understanding;
  /** It is given up then, whether anybody waits for it or not. */
  deadlineMs: number;
  onFailure(error: unknown): void;
}

/** One understanding in the making. It may be begun before anybody wants it, and what it has told so far can be used at any time. */
export class Thought {
  readonly prompt: string;
  /** Resolves when the session is free for another request. */
  readonly over: Promise<void>;
  /** Resolves when what matters is told, or nothing more will come. */
  readonly enough: Promise<void>;
  readonly #rules: Understanding;
  #text = '';
  readonly #stop = new AbortController();
  readonly #told = Promise.withResolvers<void>();

  private constructor({ session, prompt, rules, deadlineMs, onFailure }: ThoughtOptions) {
    this.prompt = prompt;
    this.#rules = rules;
    this.enough = this.#told.promise;
    this.over = session
      .complete({
        prompt,
        schema: understandingSchema,
        maxTokens: understandingTokens,
        deadlineMs,
        signal: this.#stop.signal,
        onText: (piece) => this.#hear(piece),
      })
      .then(
        () => {},
        (error) => {
          if (!this.#stop.signal.aborted) onFailure(error);
        },
      )
      .finally(() => this.#told.resolve());
  }

  static begin(options: ThoughtOptions): Thought {
    return new Thought(options);
  }

  /** Undefined while there is nothing that could be used. */
  get proposal(): Proposal | undefined {
    return parseProposal(this.#text);
  }

  async stop(): Promise<void> {
    this.#stop.abort(new RepondeurError('aborted', 'this understanding is not wanted any more'));
    await this.over;
  }

  #hear(piece: string): void {
    this.#text += piece;
    if (piece.includes('"') && tellsEnough(this.#text, this.#rules)) this.#told.resolve();
  }
}
