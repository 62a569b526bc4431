/** `closed`: in use. `open`: left alone for a while. `half-open`: running again, on trial. */
export const breakerStates = ['closed', 'half-open', 'open'] as const;
export type BreakerState = (typeof breakerStates)[number];

export interface CircuitBreakerOptions {
  /** So many deaths and failed starts within the window, and the engine is left alone. Default 5. */
  maxFailures?: number;
  /** Default 60000. */
  windowMs?: number;
  /** For so long the first time. Default 15000. */
  firstOpenMs?: number;
  /** Each trial that fails makes the next pause longer by this factor. Default 2. */
  factor?: number;
  /** Default 300000. */
  longestOpenMs?: number;
  /** Running for so long after a pause, it counts as sound again. Default 10000. */
  trialMs?: number;
}

/**
 * Decides when an engine that fails again and again is left alone: restarts cost the processor that the calls need, and a caller whose sentence was lost
 * is asked again only so often. Pure: the host keeps the time. Source: M. Nygard, Release It!, "Circuit Breaker".
 */
export class CircuitBreaker {
  readonly options: Required<CircuitBreakerOptions>;
  #state: BreakerState = 'closed';
  #failuresAtMs: number[] = [];
  #nextOpenMs: number;

  constructor(options: CircuitBreakerOptions = {}) {
    this.options = { maxFailures: 5, windowMs: 60_000, firstOpenMs: 15_000, factor: 2, longestOpenMs: 300_000, trialMs: 10_000, ...options };
    this.#nextOpenMs = this.options.firstOpenMs;
  }

  get state(): BreakerState {
    return this.#state;
  }

  /** The engine died or could not be started. Returns for how many milliseconds it is to be left alone; 0 when it may be tried at once. */
  failed(nowMs: number): number {
    const { maxFailures, windowMs, factor, longestOpenMs } = this.options;
    this.#failuresAtMs = [...this.#failuresAtMs.filter((atMs) => nowMs - atMs < windowMs), nowMs];
    if (this.#state !== 'half-open' && this.#failuresAtMs.length < maxFailures) return 0;
    const openMs = this.#nextOpenMs;
    this.#nextOpenMs = Math.min(longestOpenMs, openMs * factor);
    this.#state = 'open';
    return openMs;
  }

  /** The pause is over. */
  tryAgain(): void {
    if (this.#state === 'open') this.#state = 'half-open';
  }

  /** It has run for the time of the trial. */
  proved(): void {
    if (this.#state !== 'half-open') return;
    this.#state = 'closed';
    this.#failuresAtMs = [];
    this.#nextOpenMs = this.options.firstOpenMs;
  }
}
