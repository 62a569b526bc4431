import { createHash } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import { ProblemError } from '../http/problem.ts';

export interface BackOffOptions {
  clock: Clock;
  /** So many fail without a wait. Default 5. */
  free?: number;
  /** The longest wait. Default 15 minutes. */
  longestMs?: number;
  /** After so long without a failure all is forgotten. Default an hour. */
  forgetAfterMs?: number;
  /** Pairs that are remembered at most; the oldest goes first. Default 20,000. */
  maxKeys?: number;
}

interface Failures {
  count: number;
  lastMs: number;
  untilMs: number;
}

/**
 * Makes whoever guesses wait: 1 s after the fifth failure, then twice as long each time. Counted for one address and one account together, so that
 * nobody can keep another from his own account by guessing at it. In memory: a restart forgets.
 */
export class BackOff {
  readonly #options: Required<BackOffOptions>;
  readonly #failures = new Map<string, Failures>();

  constructor(options: BackOffOptions) {
    this.#options = { free: 5, longestMs: 15 * 60_000, forgetAfterMs: 3_600_000, maxKeys: 20_000, ...options };
  }

  /** Counts an attempt as failed before it is made, so that many at once gain nothing. Throws 'too-many' with Retry-After while there is a wait. */
  begin(...parts: readonly string[]): { forget(): void; undo(): void } {
    const { clock, forgetAfterMs } = this.#options;
    const key = createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
    const nowMs = clock.nowMs();
    const before = this.#failures.get(key);
    if (before && nowMs < before.untilMs) throw tooMany(before.untilMs - nowMs);
    const count = before && nowMs - before.lastMs < forgetAfterMs ? before.count + 1 : 1;
    const mine = this.#put(key, this.#failed(count, nowMs));
    return { forget: () => void this.#failures.delete(key), undo: () => this.#takeBack(key, mine, before) };
  }

  /** Takes one back, and not the others that were begun meanwhile: whoever guesses must not clear his failures by attempts that are none. */
  #takeBack(key: string, mine: Failures, before: Failures | undefined): void {
    const now = this.#failures.get(key);
    if (!now) return;
    const left = now === mine ? before : this.#failed(now.count - 1, now.lastMs);
    if (left && left.count > 0) this.#put(key, left);
    else this.#failures.delete(key);
  }

  #failed(count: number, lastMs: number): Failures {
    const { free, longestMs } = this.#options;
    return { count, lastMs, untilMs: lastMs + (count < free ? 0 : Math.min(longestMs, 1000 * 2 ** (count - free))) };
  }

  get size(): number {
    return this.#failures.size;
  }

  #put(key: string, failures: Failures): Failures {
    this.#failures.delete(key);
    this.#failures.set(key, failures);
    const oldest = this.#failures.keys().next().value;
    if (this.#failures.size > this.#options.maxKeys && oldest !== undefined) this.#failures.delete(oldest);
    return failures;
  }
}

function tooMany(waitMs: number): ProblemError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new ProblemError('too-many', `Too many failed attempts from here. Try again in ${seconds} s.`, {
    retryable: true,
    headers: { 'Retry-After': String(seconds) },
  });
}
