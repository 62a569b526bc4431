import type { Clock } from '../../core/clock.ts';

/** A sleep that can be ended early. A wake while nobody sleeps ends the next sleep at once, so that no wake is missed. */
export class Nap {
  #woken = false;
  #sleeping: AbortController | undefined;

  wake(): void {
    this.#woken = true;
    this.#sleeping?.abort();
  }

  /** Ends after the time, when woken, or when the signal aborts; never rejects because of these. */
  async sleep(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
    const sleeping = new AbortController();
    const ended = AbortSignal.any([sleeping.signal, signal]);
    this.#sleeping = sleeping;
    try {
      if (!this.#woken) await clock.sleep(ms, ended);
    } catch (error) {
      if (!ended.aborted) throw error;
    } finally {
      this.#woken = false;
      this.#sleeping = undefined;
    }
  }
}
