/** What went wrong, as a stable word that code compares (never the message text). */
export type ErrorCode =
  | 'bad-settings'
  | 'bad-input'
  | 'too-large'
  | 'unsupported-media'
  | 'unauthenticated'
  | 'second-factor-needed'
  | 'second-factor-required'
  | 'step-up-needed'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-many'
  | 'unavailable'
  | 'timeout'
  | 'aborted'
  | 'engine-failed'
  | 'engine-missing'
  | 'switch-failed'
  | 'port-taken'
  | 'storage-failed'
  | 'delivery-refused'
  | 'delivery-failed';

export interface RepondeurErrorOptions {
  /** The same request may succeed later without any change. */
  retryable?: boolean;
  /** The message holds no secret and no personal data: it can be shown to a user. */
  safeToShow?: boolean;
  cause?: unknown;
}

/** An error that carries its own decision: whether to try again, and whether its words may be shown. */
export class RepondeurError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly safeToShow: boolean;

  constructor(code: ErrorCode, message: string, options: RepondeurErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'RepondeurError';
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.safeToShow = options.safeToShow ?? true;
  }
}

/** Turns whatever was thrown into an Error; thrown strings and objects keep their text. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

export function isCode(thrown: unknown, code: ErrorCode): thrown is RepondeurError {
  return thrown instanceof RepondeurError && thrown.code === code;
}
