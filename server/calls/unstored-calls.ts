import { asError } from '../core/errors.ts';
import type { Health } from '../core/health.ts';
import type { Logger } from '../core/logger.ts';

/**
 * Calls that are over and that the database did not take: its disk is full, or its server away. They are kept in memory and tried again as long as the process
 * lives; the journal has what it can of them for the next one.
 */
export class UnstoredCalls {
  readonly #logger: Logger;
  /** What stores each of them, by its id. */
  readonly #calls = new Map<string, () => Promise<void>>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  get size(): number {
    return this.#calls.size;
  }

  /** Calls are answered all the same: degraded while some wait. */
  health(): Health {
    if (this.size === 0) return { ready: true };
    return {
      ready: true,
      degraded: true,
      reason: `calls that are over wait to be stored (${this.size}): make room on the disk, or bring the database back`,
    };
  }

  /** `store` may be called often; it rejects when the call is not stored. */
  add(callId: string, store: () => Promise<void>): void {
    this.#calls.set(callId, store);
  }

  /** Tries each once more. Rejects with the first fault when some are left. */
  async tryAgain(signal?: AbortSignal): Promise<void> {
    let failure: Error | undefined;
    for (const [callId, store] of [...this.#calls]) {
      if (signal?.aborted) return;
      try {
        await store();
        this.#calls.delete(callId);
        this.#logger.info({ callId }, 'a call that could not be stored at its end is stored now');
      } catch (error) {
        failure ??= asError(error);
      }
    }
    if (failure) throw failure;
  }
}
