import { RepondeurError } from '../../core/errors.ts';

/** ARI refused a request. `status` is the HTTP status; 404 and 409 mean that the channel has gone or has left our application. */
export class AriError extends RepondeurError {
  readonly status: number;

  constructor(status: number, message: string) {
    super('switch-failed', message, { retryable: status >= 500 });
    this.name = 'AriError';
    this.status = status;
  }
}

/** The channel or bridge that was meant is not there any more, or not ours any more: nothing is left to do with it. */
export function isGone(thrown: unknown): boolean {
  return thrown instanceof AriError && [404, 409, 412, 422].includes(thrown.status);
}
