import { withDeadline } from './core/abortable.ts';
import { asError } from './core/errors.ts';
import type { Service } from './core/health.ts';
import type { Logger } from './core/logger.ts';

export interface Part {
  name: string;
  start?(signal?: AbortSignal): Promise<unknown>;
  stop?(): Promise<void>;
  /** The longest that its stop may take. */
  stopWithinMs?: number;
}

const defaultStopMs = 5_000;

/** Starts parts in order and stops them in the opposite order. When one does not start, those before it are stopped and the fault is thrown. */
export class Lifecycle implements Service {
  readonly #parts: readonly Part[];
  readonly #logger: Logger;
  #started: Part[] = [];

  constructor(parts: readonly Part[], logger: Logger) {
    this.#parts = parts;
    this.#logger = logger;
  }

  async start(signal?: AbortSignal): Promise<void> {
    if (this.#started.length > 0) return;
    try {
      for (const part of this.#parts) {
        signal?.throwIfAborted();
        await part.start?.(signal);
        this.#started.push(part);
      }
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Never rejects: a part that does not stop in time, or fails to, is logged and left. */
  async stop(): Promise<void> {
    const parts = this.#started.reverse();
    this.#started = [];
    for (const part of parts) {
      try {
        if (part.stop) await withDeadline(part.stop(), part.stopWithinMs ?? defaultStopMs, `stopping ${part.name}`);
      } catch (error) {
        this.#logger.error({ err: asError(error), part: part.name }, 'a part did not stop as it should');
      }
    }
  }
}
