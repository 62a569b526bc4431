import { abortable } from '../../core/abortable.ts';
import { RepondeurError } from '../../core/errors.ts';

/** At most so many at once; the others wait in order, and no more than `maxWaiting` of them. */
export class Slots {
  #free: number;
  readonly #maxWaiting: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number, maxWaiting: number) {
    this.#free = count;
    this.#maxWaiting = maxWaiting;
  }

  /** Resolves with the function that gives the place back (a second call of it does nothing). Rejects with the signal's reason, or 'unavailable' when too many wait. */
  async acquire(signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    if (this.#free > 0) this.#free--;
    else await this.#queue(signal);
    let held = true;
    return () => {
      if (held) this.#give();
      held = false;
    };
  }

  #give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }

  async #queue(signal?: AbortSignal): Promise<void> {
    if (this.#waiting.length >= this.#maxWaiting)
      throw new RepondeurError('unavailable', 'too many requests wait for this engine', { retryable: true });
    const turn = Promise.withResolvers<void>();
    this.#waiting.push(turn.resolve);
    try {
      await abortable(turn.promise, signal);
    } catch (reason) {
      const at = this.#waiting.indexOf(turn.resolve);
      if (at >= 0) this.#waiting.splice(at, 1);
      else this.#give();
      throw reason;
    }
  }
}
