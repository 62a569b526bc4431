import { RepondeurError } from '../../core/errors.ts';

interface Pending {
  resolve(output: unknown): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

/** The requests that a child has not answered yet, each with its deadline. Bounded: an engine that does not keep up refuses instead of hoarding. */
export class PendingRequests {
  readonly #max: number;
  readonly #onTimeout: () => void;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  constructor(max: number, onTimeout: () => void) {
    this.#max = max;
    this.#onTimeout = onTimeout;
  }

  get size(): number {
    return this.#pending.size;
  }

  /** A new request's id and its answer. Throws 'unavailable' when too many wait already. */
  add(what: string, deadlineMs: number): { id: number; answer: Promise<unknown> } {
    if (this.#pending.size >= this.#max) {
      throw new RepondeurError('unavailable', `${this.#max} requests wait for this engine already`, { retryable: true });
    }
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const timer = setTimeout(() => {
      this.#pending.delete(id);
      reject(new RepondeurError('timeout', `${what} took longer than ${deadlineMs} ms`, { retryable: true }));
      this.#onTimeout();
    }, deadlineMs);
    this.#pending.set(id, { resolve, reject, timer });
    return { id, answer: promise };
  }

  /** An answer that comes after its deadline is nobody's any more, and left out. */
  resolve(id: number, output: unknown): void {
    this.#take(id)?.resolve(output);
  }

  reject(id: number, error: Error): void {
    this.#take(id)?.reject(error);
  }

  rejectAll(error: Error): void {
    for (const id of [...this.#pending.keys()]) this.reject(id, error);
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    clearTimeout(pending?.timer);
    return pending;
  }
}
