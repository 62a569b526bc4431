import { abortable } from '../../../../core/abortable.ts';

/** What goes first on the processor: an answer that a caller waits for, then what is evaluated ahead, then work after a call. */
export type Urgency = 'answer' | 'ahead' | 'background';

const order: readonly Urgency[] = ['answer', 'ahead', 'background'];

/** Lets less urgent work wait between two slices of its own while more urgent work is being done. */
export class Precedence {
  readonly #active: Record<Urgency, number> = { answer: 0, ahead: 0, background: 0 };
  #change = Promise.withResolvers<void>();

  /** Work of this urgency begins. Returns what is to be called at its end. */
  begin(urgency: Urgency): () => void {
    this.#active[urgency]++;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.#active[urgency]--;
      this.#change.resolve();
      this.#change = Promise.withResolvers();
    };
  }

  /** Resolves when nothing more urgent is being done. Rejects with the signal's reason. */
  async turn(urgency: Urgency, signal: AbortSignal): Promise<void> {
    const before = order.slice(0, order.indexOf(urgency));
    while (before.some((other) => this.#active[other] > 0)) await abortable(this.#change.promise, signal);
  }
}
