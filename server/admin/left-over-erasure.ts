import type { Clock } from '../core/clock.ts';
import { asError } from '../core/errors.ts';
import type { Service } from '../core/health.ts';
import type { Logger } from '../core/logger.ts';
import { type EraseOptions, eraseLeftOver } from '../users/erase.ts';

export interface LeftOverErasureOptions {
  users: Omit<EraseOptions, 'accounts'>;
  logger: Logger;
  clock: Clock;
}

const everyMs = 3_600_000;

/** A talk that is up when its user is deleted is stored at its end: what came after a deletion goes at the start and within the hour. */
export class LeftOverErasure implements Service {
  readonly #options: LeftOverErasureOptions;
  #stopping: AbortController | undefined;
  #working: Promise<void> = Promise.resolve();

  constructor(options: LeftOverErasureOptions) {
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
    const { users, logger, clock } = this.#options;
    do {
      try {
        await eraseLeftOver(users);
      } catch (error) {
        logger.error({ err: asError(error) }, 'what is left of deleted users could not be deleted; it is tried again in an hour');
      }
      // It rejects when the service stops.
      await clock.sleep(everyMs, signal).catch(() => {});
    } while (!signal.aborted);
  }
}
