import { type Clock, systemClock } from '../../core/clock.ts';
import { RepondeurError } from '../../core/errors.ts';
import type { Health } from '../../core/health.ts';
import { Slots } from '../engine-host/slots.ts';
import type { CompletionRequest, LanguageModel, LanguageModelCapabilities, MindSession, MindSessionOptions } from './contract.ts';

export interface FakeLanguageModelOptions {
  /** What it says to a prompt. Default: the prompt itself. */
  answer?: (prompt: string, system: string, request: CompletionRequest) => string;
  /** Default 4. */
  sequences?: number;
  /** For each piece of six characters. Default 0. */
  pieceMs?: number;
  clock?: Clock;
}

const pieceLength = 6;

/** A language model that says what the test wants, and remembers what it was asked. Tests make it fail and die. */
export class FakeLanguageModel implements LanguageModel {
  readonly name = 'fake';
  readonly options: Required<FakeLanguageModelOptions>;
  /** The open sessions. */
  readonly sessions = new Set<FakeMindSession>();
  /** Every prompt that was to be answered, in order. */
  readonly prompts: string[] = [];
  /** Every beginning that was to be evaluated ahead, in order. */
  readonly preloads: string[] = [];
  readonly #background = new Slots(1, 64);
  #running = false;
  #failures: Error[] = [];

  constructor(options: FakeLanguageModelOptions = {}) {
    this.options = { answer: (prompt) => prompt, sequences: 4, pieceMs: 0, clock: systemClock, ...options };
  }

  /** The next request fails with this. */
  failNext(error: Error = new RepondeurError('engine-failed', 'the fake language model was told to fail', { retryable: true })): void {
    this.#failures.push(error);
  }

  takeFailure(): Error | undefined {
    return this.#failures.shift();
  }

  /** The engine dies and is back at once: what was being answered fails. */
  die(): void {
    for (const session of this.sessions) session.lose(new RepondeurError('engine-failed', 'the fake language model died', { retryable: true }));
  }

  capabilities(): LanguageModelCapabilities {
    return { grammar: true, streaming: true, sequences: this.options.sequences, model: this.#running ? 'fake' : undefined };
  }

  health(): Health {
    return this.#running ? { ready: true } : { ready: false, reason: 'not started' };
  }

  async start(): Promise<void> {
    this.#running = true;
  }

  async stop(): Promise<void> {
    this.#running = false;
    for (const session of [...this.sessions]) await session.close();
  }

  async open(options: MindSessionOptions): Promise<MindSession> {
    options.signal.throwIfAborted();
    if (!this.#running) throw new RepondeurError('engine-missing', 'the fake language model is not started');
    if (options.background) return this.#opened(options, await this.#background.acquire(options.signal));
    const live = [...this.sessions].filter(({ background }) => !background);
    if (live.length >= this.options.sequences) {
      throw new RepondeurError('unavailable', `all ${this.options.sequences} places of the fake language model are taken`, { retryable: true });
    }
    return this.#opened(options, () => {});
  }

  #opened(options: MindSessionOptions, release: () => void): MindSession {
    const session = new FakeMindSession(this, options, release);
    this.sessions.add(session);
    return session;
  }
}

class FakeMindSession implements MindSession {
  readonly #model: FakeLanguageModel;
  readonly #options: MindSessionOptions;
  readonly #release: () => void;
  readonly #end = new AbortController();
  #current: AbortController | undefined;

  constructor(model: FakeLanguageModel, options: MindSessionOptions, release: () => void) {
    this.#model = model;
    this.#options = options;
    this.#release = release;
    options.signal.addEventListener('abort', this.#onCallEnd, { once: true });
  }

  get background(): boolean {
    return this.#options.background ?? false;
  }

  preload(beginning: string): void {
    if (!this.#end.signal.aborted) this.#model.preloads.push(beginning);
  }

  async complete(request: CompletionRequest): Promise<string> {
    this.#end.signal.throwIfAborted();
    request.signal?.throwIfAborted();
    if (this.#current) throw new RepondeurError('bad-input', 'this session is answering already');
    const current = new AbortController();
    this.#current = current;
    const late = new RepondeurError('timeout', `the fake language model took longer than ${request.deadlineMs} ms`, { retryable: true });
    const timer = setTimeout(() => current.abort(late), request.deadlineMs);
    try {
      return await this.#answer(request, AbortSignal.any([current.signal, this.#end.signal, ...(request.signal ? [request.signal] : [])]));
    } finally {
      clearTimeout(timer);
      this.#current = undefined;
    }
  }

  lose(error: Error): void {
    this.#current?.abort(error);
  }

  async close(): Promise<void> {
    this.#close(new RepondeurError('aborted', 'the session is closed'));
  }

  readonly #onCallEnd = () => this.#close(this.#options.signal.reason);

  #close(reason: unknown): void {
    this.#options.signal.removeEventListener('abort', this.#onCallEnd);
    this.#end.abort(reason);
    this.#model.sessions.delete(this);
    this.#release();
  }

  async #answer(request: CompletionRequest, signal: AbortSignal): Promise<string> {
    const { clock, pieceMs, answer } = this.#model.options;
    this.#model.prompts.push(request.prompt);
    const failure = this.#model.takeFailure();
    if (failure) throw failure;
    const whole = answer(request.prompt, this.#options.system, request);
    let said = '';
    for (let n = 0; n < request.maxTokens && said.length < whole.length; n++) {
      await clock.sleep(pieceMs, signal);
      const piece = whole.slice(said.length, said.length + pieceLength);
      request.onText?.(piece);
      said += piece;
    }
    return said;
  }
}
