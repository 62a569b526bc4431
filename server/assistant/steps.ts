/** Steps of a talk: one after another, none after the talk has ended. */
export class Steps {
  readonly #isOver: () => boolean;
  readonly #onFailure: (error: unknown) => void;
  #last: Promise<void> = Promise.resolve();

  /** `onFailure` must not throw. */
  constructor({ isOver, onFailure }: { isOver: () => boolean; onFailure: (error: unknown) => void }) {
    this.#isOver = isOver;
    this.#onFailure = onFailure;
  }

  begin(step: () => Promise<void>): void {
    this.#last = this.#last.then(() => this.#run(step));
  }

  /** Does not wait for the step that is under way, such as a reply that is being spoken. */
  beside(step: () => Promise<void>): void {
    this.#last = Promise.all([this.#last, this.#run(step)]).then(() => {});
  }

  /** Resolves when every step that has begun is over. */
  settled(): Promise<void> {
    return this.#last;
  }

  async #run(step: () => Promise<void>): Promise<void> {
    if (this.#isOver()) return;
    try {
      await step();
    } catch (error) {
      this.#onFailure(error);
    }
  }
}
