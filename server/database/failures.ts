import { asError, RepondeurError } from '../core/errors.ts';

/** What passes by itself, or once the administrator has made room: https://www.sqlite.org/rescode.html, and fdatasync(2) of the log. */
const passingInSqlite = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|PROTOCOL)|^E(IO|NOSPC|DQUOT)$/;
/** Lost connections, conflicts of transactions, want of room, restarts: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const passingInPostgres = /^(08|40|53|57P)|^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT)$|^ENOENT$/;
/** Want of room, in either. */
const full = /^(SQLITE_FULL|53100|ENOSPC|EDQUOT)/;

/** That a row with this value is there already, in either. */
export const isDuplicate = (error: unknown): boolean =>
  ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'].includes((asError(error) as { code?: string }).code ?? '');

/** Runs work on the database; whatever it throws becomes 'storage-failed'. `what` names the work, without data: driver messages may hold values. */
export async function storing<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof RepondeurError) throw thrown;
    const { code = 'unknown' } = asError(thrown) as { code?: string };
    const room = full.test(code) ? ': the disk is full' : '';
    throw new RepondeurError('storage-failed', `${what} failed (${code})${room}`, {
      retryable: passingInSqlite.test(code) || passingInPostgres.test(code),
      cause: thrown,
    });
  }
}
