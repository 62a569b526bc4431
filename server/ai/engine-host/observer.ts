import type { BreakerState } from './circuit-breaker.ts';

/**
 * What became of a request. `refused`: the engine said no. `timeout`: nothing came by its deadline. `lost`: the engine was down or died. `unavailable`:
 * too many waited, or it is being stopped. `aborted`: who asked has gone.
 */
export const requestOutcomes = ['answered', 'refused', 'timeout', 'lost', 'unavailable', 'aborted'] as const;
export type RequestOutcome = (typeof requestOutcomes)[number];

/** Watches an engine's work, for the metrics: names of requests and figures, never what was said. Must not throw. */
export interface EngineObserver {
  onRequest?(name: string, outcome: RequestOutcome, milliseconds: number): void;
  /** Requests without an answer, and messages that the child has not taken yet. */
  onLoad?(inFlight: number, unsent: number): void;
  /** What the child holds for calls that are up: recognisers, sequences. None is held when no call is up. */
  onHeld?(count: number): void;
  onBreaker?(state: BreakerState): void;
  /** It died, and a restart begins. */
  onRestart?(): void;
}

/** What a provider with engine processes tells of them; `process` tells them apart: "fr", "live". */
export interface EngineHooks {
  observe?(process: string): EngineObserver;
}
