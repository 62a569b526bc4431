/** The state of one part, for /health, doctor and the log. `reason` is a sentence that says what to do when not ready. */
export interface Health {
  ready: boolean;
  reason?: string;
}

/** A part that runs for a while. Both methods may be called again after the other; a second call in a row does nothing. */
export interface Service {
  start(signal?: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}
