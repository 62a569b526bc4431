import { asError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';

/** Work that an answer does not wait for, so that its time tells nothing. */
export class Background {
  readonly #logger: Logger;
  readonly #running = new Set<Promise<void>>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  run(work: () => Promise<void>): void {
    const running = work()
      .catch((error) => this.#logger.error({ err: asError(error) }, 'work for an account failed after its answer'))
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
  }
}
