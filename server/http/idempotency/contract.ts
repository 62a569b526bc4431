/** The answer to a request that was done. */
export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** What a key stands for. `running`: the first request has not been answered yet. */
export type KeyState = { state: 'new' } | { state: 'running' } | { state: 'other-request' } | { state: 'done'; answer: KeptAnswer };

export interface KeyUse {
  /** Whose key: an account, or an address where nobody is signed in. Keys of two scopes never meet. */
  scope: string;
  key: string;
  /** A digest of method, path and input: the same key with another is a mistake of the client. */
  fingerprint: string;
}

/** The keys of clients (Idempotency-Key), over restarts and, on PostgreSQL, over several servers. */
export interface IdempotencyKeys {
  /** Takes the key for this request when it is new; one of two at once gets it. A request that never ended gives its key back after a while. */
  begin(use: KeyUse): Promise<KeyState>;
  finish(use: KeyUse, answer: KeptAnswer): Promise<void>;
  /** The request failed: the key is as if never used. */
  release(use: KeyUse): Promise<void>;
}
