import { isCode, RepondeurError } from '../../core/errors.ts';
import type { RequestOutcome } from './observer.ts';

interface Pending {
  name: string;
  addedMs: number;
  /** Who asked has gone; the engine does not know. */
  abandoned: boolean;
  resolve(output: unknown): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

export interface PendingRequestsOptions {
  max: number;
  onTimeout(): void;
  /** A request has come or gone. */
  onCount(count: number): void;
  onSettled(name: string, outcome: RequestOutcome, milliseconds: number): void;
}

/** The requests that a child has not answered yet, each with its deadline. Bounded: an engine that does not keep up refuses instead of hoarding. */
export class PendingRequests {
  readonly #options: PendingRequestsOptions;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  constructor(options: PendingRequestsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#pending.size;
  }

  /** A new request's id and its answer. Throws 'unavailable' when too many wait already. */
  add(name: string, what: string, deadlineMs: number): { id: number; answer: Promise<unknown> } {
    const { max, onTimeout, onCount } = this.#options;
    if (this.#pending.size >= max) throw new RepondeurError('unavailable', `${max} requests wait for this engine already`, { retryable: true });
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const timer = setTimeout(() => {
      this.reject(id, new RepondeurError('timeout', `${what} took longer than ${deadlineMs} ms`, { retryable: true }), 'timeout');
      onTimeout();
    }, deadlineMs);
    this.#pending.set(id, { name, addedMs: performance.now(), abandoned: false, resolve, reject, timer });
    onCount(this.#pending.size);
    return { id, answer: promise };
  }

  /** An answer that comes after its deadline is nobody's any more, and left out. */
  resolve(id: number, output: unknown): void {
    this.#take(id, 'answered')?.resolve(output);
  }

  reject(id: number, error: Error, outcome: RequestOutcome): void {
    this.#take(id, outcome)?.reject(error);
  }

  abandon(id: number): void {
    const pending = this.#pending.get(id);
    if (pending) pending.abandoned = true;
  }

  rejectAll(error: Error): void {
    const outcome = isCode(error, 'unavailable') ? 'unavailable' : 'lost';
    for (const id of [...this.#pending.keys()]) this.reject(id, error, outcome);
  }

  #take(id: number, outcome: RequestOutcome): Pending | undefined {
    const pending = this.#pending.get(id);
    if (!pending) return undefined;
    this.#pending.delete(id);
    clearTimeout(pending.timer);
    this.#options.onCount(this.#pending.size);
    this.#options.onSettled(pending.name, pending.abandoned ? 'aborted' : outcome, performance.now() - pending.addedMs);
    return pending;
  }
}
