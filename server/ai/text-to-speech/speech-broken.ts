import { RepondeurError } from '../../core/errors.ts';

/** A voice that broke off: what was handed over by then is whole clauses, and the rest can be said by another voice. */
export class SpeechBroken extends RepondeurError {
  /** The text from the first clause without sound. */
  readonly unspoken: string;

  constructor(unspoken: string, cause: Error) {
    super('engine-failed', cause.message, { retryable: true, cause });
    this.unspoken = unspoken;
  }
}
