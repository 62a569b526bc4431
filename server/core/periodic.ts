import type { Clock } from './clock.ts';
import { asError } from './errors.ts';
import type { Service } from './health.ts';
import type { Logger } from './logger.ts';

export interface PeriodicOptions {
  everyMs: number;
  /** Stops early when the signal aborts. What it does not finish, or fails at, is begun again the next time. */
  work(signal: AbortSignal): Promise<void>;
  /** What the log says when it failed. */
  failure: string;
  logger: Logger;
  clock: Clock;
}

/** Work that is done at the start, which does not wait for it, and again when it has rested for so long. */
export class Periodic implements Service {
  readonly #options: PeriodicOptions;
  #stopping: AbortController | undefined;
  #working: Promise<void> = Promise.resolve();

  constructor(options: PeriodicOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = new AbortController();
    this.#working = this.#run(this.#stopping.signal);
  }

  async stop(): Promise<void> {
    this.#stopping?.abort();
    this.#stopping = undefined;
    await this.#working;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { everyMs, work, failure, logger, clock } = this.#options;
    do {
      try {
        await work(signal);
      } catch (error) {
        logger.error({ err: asError(error) }, failure);
      }
      // It rejects when the service stops.
      await clock.sleep(everyMs, signal).catch(() => {});
    } while (!signal.aborted);
  }
}
