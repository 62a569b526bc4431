export interface BackOffOptions {
  /** The wait before the first restart: short, a call is going on. Default 100. */
  firstMs?: number;
  /** Each wait is longer than the last by this factor. Default 3. */
  factor?: number;
  /** Default 10000. */
  longestMs?: number;
  /** After running this long it counts as sound again, and the next wait is the first. Default 30000. */
  stableMs?: number;
}

/** How long to wait before the next restart, given how long the engine has run since the last. */
export class BackOff {
  readonly #options: Required<BackOffOptions>;
  #nextMs: number;

  constructor(options: BackOffOptions = {}) {
    this.#options = { firstMs: 100, factor: 3, longestMs: 10_000, stableMs: 30_000, ...options };
    this.#nextMs = this.#options.firstMs;
  }

  /** The wait after a run of `ranMs` (0 when it did not even start). */
  next(ranMs: number): number {
    const { firstMs, factor, longestMs, stableMs } = this.#options;
    const waitMs = ranMs >= stableMs ? firstMs : this.#nextMs;
    this.#nextMs = Math.min(longestMs, waitMs * factor);
    return waitMs;
  }
}
