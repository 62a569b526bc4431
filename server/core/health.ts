/** The state of one part, for /health, doctor and the log. `reason` is a sentence that says what to do when it is not ready or degraded. */
export interface Health {
  ready: boolean;
  /** Ready, and less well than it was set up to be: something else stands in for it, as `reason` says. */
  degraded?: boolean;
  reason?: string;
}

/** The health of a part that calls can do without for a while: what stands in for it makes it degraded instead of not ready. */
export function standIn(health: Health, what: string): Health {
  return health.ready ? health : { ready: true, degraded: true, reason: `${what}: ${health.reason}` };
}

export const healthStates = ['ok', 'degraded', 'down'] as const;
export type HealthState = (typeof healthStates)[number];

export const stateOf = ({ ready, degraded }: Health): HealthState => (!ready ? 'down' : degraded ? 'degraded' : 'ok');

/** The state of the whole: that of its worst part. */
export function worstState(parts: readonly Health[]): HealthState {
  const states = parts.map(stateOf);
  return healthStates.findLast((state) => states.includes(state)) ?? 'ok';
}

/** A part that runs for a while. Both methods may be called again after the other; a second call in a row does nothing. */
export interface Service {
  start(signal?: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}
