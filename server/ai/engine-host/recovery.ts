import type { Clock } from '../../core/clock.ts';
import { BackOff, type BackOffOptions } from './back-off.ts';
import { CircuitBreaker, type CircuitBreakerOptions } from './circuit-breaker.ts';
import type { EngineObserver } from './observer.ts';

export interface RecoveryOptions {
  backOff: BackOffOptions;
  breaker: CircuitBreakerOptions;
  clock: Clock;
  observer?: EngineObserver;
}

/** How long a child that fails was up, and for how long it is to be left alone. */
export interface Failure {
  ranMs: number;
  openMs: number;
}

/** When a child that died is started again: with back-off, and after a long pause when it dies again and again. */
export class Recovery {
  readonly #options: RecoveryOptions;
  #backOff: BackOff;
  #breaker: CircuitBreaker;

  constructor(options: RecoveryOptions) {
    this.#options = options;
    this.#backOff = new BackOff(options.backOff);
    this.#breaker = new CircuitBreaker(options.breaker);
  }

  /** Forgets what failed. */
  reset(): void {
    this.#backOff = new BackOff(this.#options.backOff);
    this.#breaker = new CircuitBreaker(this.#options.breaker);
    this.#tellBreaker();
  }

  get onTrial(): boolean {
    return this.#breaker.state === 'half-open';
  }

  failed(ranMs: number): Failure {
    return { ranMs, openMs: this.#breaker.failed(this.#options.clock.nowMs()) };
  }

  /** Waits until it may be tried again. `onLeftAlone` is told for how many seconds when that is long. Rejects with the signal's reason. */
  async pause({ ranMs, openMs }: Failure, onLeftAlone: (seconds: number) => void, signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    const backOffMs = this.#backOff.next(ranMs);
    if (openMs === 0) return clock.sleep(backOffMs, signal);
    onLeftAlone(Math.ceil(openMs / 1000));
    this.#tellBreaker();
    await clock.sleep(openMs, signal);
    this.#breaker.tryAgain();
    this.#tellBreaker();
  }

  /** The breaker closes when the child has run for the time of its trial: `runs` tells whether it is still that one. */
  async prove(runs: () => boolean, signal: AbortSignal): Promise<void> {
    try {
      await this.#options.clock.sleep(this.#breaker.options.trialMs, signal);
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    }
    if (!runs()) return;
    this.#breaker.proved();
    this.#tellBreaker();
  }

  #tellBreaker(): void {
    this.#options.observer?.onBreaker?.(this.#breaker.state);
  }
}
