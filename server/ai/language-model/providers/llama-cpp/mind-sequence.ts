import type { LlamaContextSequence, LlamaGrammar } from 'node-llama-cpp';
import { asError, RepondeurError } from '../../../../core/errors.ts';
import { generateAnswer } from './answer.ts';
import type { Precedence, Urgency } from './precedence.ts';
import type { Prefill } from './prefill.ts';
import type { Prompts } from './prompts.ts';
import type { CompletionReport } from './protocol.ts';

export interface MindSequenceOptions {
  sequence: LlamaContextSequence;
  system: string;
  prompts: Prompts;
  prefill: Prefill;
  precedence: Precedence;
  /** Work after a call. */
  background: boolean;
}

export interface Completion {
  id: number;
  prompt: string;
  /** In the making, the first time. */
  grammar?: Promise<LlamaGrammar>;
  maxTokens: number;
  onText(piece: string): void;
}

/** The child's side of one session: one thing at a time on one sequence. A completion interrupts a preload, a preload only an older one. */
export class MindSequence {
  readonly #options: MindSequenceOptions;
  #work: Promise<unknown> = Promise.resolve();
  #preloading = new AbortController();
  /** Answers that are awaited, by completion; a cancelled one may still be in its last slice when the next comes. */
  readonly #completing = new Map<number, AbortController>();
  #closed = false;

  constructor(options: MindSequenceOptions) {
    this.#options = options;
  }

  preload(beginning: string): void {
    const isAnswering = [...this.#completing.values()].some(({ signal }) => !signal.aborted);
    if (isAnswering || this.#closed) return;
    this.#preloading.abort();
    const preloading = new AbortController();
    this.#preloading = preloading;
    const { sequence, system, prompts, prefill } = this.#options;
    this.#work = this.#work.then(async () => {
      if (preloading.signal.aborted) return;
      // A longer prompt may be cut here, so that the rest is not worth it.
      const tokens = prompts.beginning(system, beginning).slice(0, sequence.contextSize / 2);
      await this.#as('ahead', preloading.signal, (turn) => prefill.bring(sequence, tokens, preloading.signal, turn)).catch((error) => {
        if (!preloading.signal.aborted) process.stderr.write(`a preload failed: ${asError(error).message}\n`);
      });
    });
  }

  /** Waits for what the sequence is doing. Rejects with 'aborted' after {@link cancel}. */
  async complete(completion: Completion): Promise<CompletionReport> {
    if (this.#closed) throw new RepondeurError('aborted', 'this session is closed');
    const controller = new AbortController();
    this.#completing.set(completion.id, controller);
    this.#preloading.abort();
    const work = this.#work.then(() => this.#as('answer', controller.signal, (turn) => this.#answer(completion, controller.signal, turn)));
    this.#work = work.catch(() => {});
    try {
      return await work;
    } finally {
      this.#completing.delete(completion.id);
    }
  }

  cancel(id: number): void {
    this.#completing.get(id)?.abort(new RepondeurError('aborted', 'the answer is not wanted any more'));
  }

  /** Resolves when the sequence is free again. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#preloading.abort();
    for (const controller of this.#completing.values()) controller.abort(new RepondeurError('aborted', 'this session is closed'));
    await this.#work;
    await this.#options.sequence.dispose();
  }

  /** Does the work when it is its turn, and between its slices. */
  async #as<T>(urgency: Urgency, signal: AbortSignal, work: (turn: () => Promise<void>) => Promise<T>): Promise<T> {
    const { precedence, background } = this.#options;
    const own = background ? 'background' : urgency;
    const end = precedence.begin(own);
    try {
      return await work(() => precedence.turn(own, signal));
    } finally {
      end();
    }
  }

  async #answer({ prompt, grammar, maxTokens, onText }: Completion, signal: AbortSignal, turn: () => Promise<void>): Promise<CompletionReport> {
    const { sequence, system, prompts, prefill } = this.#options;
    // Several may have been cancelled while the sequence was in one slice of its work.
    signal.throwIfAborted();
    const startedMs = performance.now();
    const tokens = prompts.fitting(system, prompt, sequence.contextSize - Math.min(maxTokens, sequence.contextSize / 2) - 1);
    const room = sequence.contextSize - tokens.length - 1;
    const readyTokens = await prefill.bring(sequence, tokens.slice(0, -1), signal, turn);
    let firstTokenMs = 0;
    const onPiece = (piece: string) => {
      firstTokenMs ||= performance.now() - startedMs;
      onText(piece);
    };
    const answer = await generateAnswer({
      sequence,
      last: tokens.at(-1)!,
      grammar: await grammar,
      maxTokens: Math.min(maxTokens, room),
      signal,
      turn,
      onText: onPiece,
    });
    return {
      text: sequence.model.detokenize(answer),
      promptTokens: tokens.length,
      readyTokens,
      generatedTokens: answer.length,
      firstTokenMs,
      totalMs: performance.now() - startedMs,
    };
  }
}
