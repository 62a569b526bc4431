import { setTimeout as sleepFor } from 'node:timers/promises';

/** Time, injected so that tests can drive it. */
export interface Clock {
  /** Monotonic milliseconds, for durations. */
  nowMs(): number;
  /** The wall clock, for what is stored and shown. */
  now(): Date;
  /** Waits; rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  now: () => new Date(),
  async sleep(ms, signal) {
    try {
      await sleepFor(ms, undefined, { signal });
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  },
};
