import { asError, RepondeurError } from '../core/errors.ts';

/** What passes by itself, or once the administrator has made room: https://www.sqlite.org/rescode.html */
const passing = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|PROTOCOL)/;

/** Runs work on the database; whatever it throws becomes 'storage-failed'. `what` names the work, without data: driver messages may hold values. */
export async function storing<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof RepondeurError) throw thrown;
    const { code = 'unknown' } = asError(thrown) as { code?: string };
    const room = code.startsWith('SQLITE_FULL') ? ': the disk is full' : '';
    throw new RepondeurError('storage-failed', `${what} failed (${code})${room}`, { retryable: passing.test(code), cause: thrown });
  }
}
