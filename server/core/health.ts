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

/** A part that runs for a while. Both methods may be called again after the other; a second call in a row does nothing. */
export interface Service {
  start(signal?: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}
