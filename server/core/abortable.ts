import { RepondeurError } from './errors.ts';

/** Settles as the promise does, or rejects with the signal's reason as soon as that aborts. The promise itself runs on; its late rejection is ignored. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) {
      promise.catch(() => {});
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Like {@link abortable}, with a deadline: rejects with code `timeout` when `ms` have passed. `what` names the work in the message. */
export async function withDeadline<T>(promise: Promise<T>, ms: number, what: string, signal?: AbortSignal): Promise<T> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new RepondeurError('timeout', `${what} took longer than ${ms} ms`, { retryable: true })), ms);
  try {
    return await abortable(promise, signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal);
  } finally {
    clearTimeout(timer);
  }
}
