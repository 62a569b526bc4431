import { abortable } from '../../../../core/abortable.ts';
import { asError, isCode, RepondeurError } from '../../../../core/errors.ts';
import type { Logger } from '../../../../core/logger.ts';
import type { EngineHost } from '../../../engine-host/engine-host.ts';
import type { CompletionRequest, MindSession, MindSessionOptions } from '../../contract.ts';
import type { LlamaEngine } from './protocol.ts';

export interface LlamaSessionOptions {
  id: number;
  host: EngineHost<LlamaEngine>;
  logger: Logger;
  /** A system text is evaluated once, which takes seconds on a slow machine; later it comes from a file. */
  openDeadlineMs: number;
  onClosed(): void;
}

/** The child answers a request that was cancelled within one slice of prompt; after this long without any answer it counts as hung. */
const hungMs = 10_000;

/** The server's side of one session. */
export class LlamaSession implements MindSession {
  readonly #options: LlamaSessionOptions;
  readonly #system: string;
  readonly #background: boolean;
  readonly #callSignal: AbortSignal;
  readonly #end = new AbortController();
  #opened: Promise<unknown> | undefined;
  /** The child may hold a place for it: it was asked to open, though perhaps too late to be waited for. */
  #mayBeHeld = false;
  #completions = 0;
  #current: { id: number; onText?: (piece: string) => void } | undefined;

  constructor(options: LlamaSessionOptions, { system, signal, background = false }: MindSessionOptions) {
    this.#options = options;
    this.#system = system;
    this.#background = background;
    this.#callSignal = signal;
  }

  async open(): Promise<void> {
    const { host, id, openDeadlineMs } = this.#options;
    this.#callSignal.addEventListener('abort', this.#onCallEnd, { once: true });
    this.#opened ??= host.request('open', { session: id, system: this.#system, background: this.#background }, { deadlineMs: openDeadlineMs });
    this.#mayBeHeld = true;
    try {
      await abortable(this.#opened, this.#end.signal);
    } catch (error) {
      this.#opened = undefined;
      if (isCode(error, 'unavailable') || isCode(error, 'engine-failed')) this.#mayBeHeld = false;
      throw error;
    }
  }

  preload(beginning: string): void {
    if (this.#opened && !this.#end.signal.aborted) this.#options.host.send('preload', { session: this.#options.id, beginning });
  }

  async complete(request: CompletionRequest): Promise<string> {
    const { signal, deadlineMs } = request;
    this.#end.signal.throwIfAborted();
    signal?.throwIfAborted();
    if (this.#current) throw new RepondeurError('bad-input', 'this session is answering already');
    const deadline = new AbortController();
    const late = new RepondeurError('timeout', `the language model took longer than ${deadlineMs} ms`, { retryable: true });
    const timer = setTimeout(() => deadline.abort(late), deadlineMs);
    try {
      const either = AbortSignal.any([this.#end.signal, deadline.signal, ...(signal ? [signal] : [])]);
      return await this.#complete(request, either);
    } finally {
      clearTimeout(timer);
    }
  }

  hear(completion: number, piece: string): void {
    if (this.#current?.id === completion) this.#current.onText?.(piece);
  }

  /** The engine died: what the session was, is gone; the next request opens it again. */
  lose(): void {
    this.#opened = undefined;
    this.#mayBeHeld = false;
  }

  async close(): Promise<void> {
    await this.#close(new RepondeurError('aborted', 'the session is closed'));
  }

  readonly #onCallEnd = () => void this.#close(this.#callSignal.reason);

  async #complete({ prompt, schema, maxTokens, onText, deadlineMs }: CompletionRequest, signal: AbortSignal): Promise<string> {
    const { host, id: session } = this.#options;
    // A number is not used again, so that a late piece finds nobody.
    const completion = ++this.#completions;
    this.#current = { id: completion, onText };
    const cancel = () => host.send('cancel', { session, completion }, { always: true });
    signal.addEventListener('abort', cancel, { once: true });
    try {
      if (!this.#opened) await abortable(this.open(), signal);
      const request = { session, completion, prompt, schema, maxTokens };
      const { text, ...figures } = await host.request('complete', request, { deadlineMs: deadlineMs + hungMs, signal });
      this.#options.logger.debug(figures, 'the language model has answered');
      return text;
    } finally {
      signal.removeEventListener('abort', cancel);
      this.#current = undefined;
    }
  }

  async #close(reason: unknown): Promise<void> {
    if (this.#end.signal.aborted) return;
    this.#end.abort(reason);
    this.#callSignal.removeEventListener('abort', this.#onCallEnd);
    const { host, id, openDeadlineMs, onClosed } = this.#options;
    this.#opened = undefined;
    try {
      // The child closes it when it has opened it.
      if (this.#mayBeHeld) await host.request('close', { session: id }, { deadlineMs: openDeadlineMs + hungMs });
    } catch (error) {
      // A child that is gone has no session of ours any more.
      if (!isCode(error, 'engine-failed') && !isCode(error, 'unavailable')) {
        this.#options.logger.warn({ error: asError(error).message }, 'a session of the language model could not be closed');
      }
    } finally {
      onClosed();
    }
  }
}
