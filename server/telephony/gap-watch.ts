import type { Clock } from '../core/clock.ts';

/** Tells when a time is over that is put off again and again, as by each frame of a call: one sleep lasts for many of them. */
export class GapWatch {
  readonly #clock: Clock;
  #sleep: Promise<'woken'> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves at this time on the clock, or at an earlier one that was asked for before: whoever waits asks again. Each time is as late as the one before, or later. */
  before(atMs: number): Promise<'woken'> {
    this.#sleep ??= this.#clock.sleep(Math.max(0, atMs - this.#clock.nowMs())).then(() => {
      this.#sleep = undefined;
      return 'woken';
    });
    return this.#sleep;
  }
}
