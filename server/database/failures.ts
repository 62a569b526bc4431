import { asError, RepondeurError } from '../core/errors.ts';

/** What passes by itself, or once the administrator has made room: https://www.sqlite.org/rescode.html, and fdatasync(2) of the log. */
const passingInSqlite = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|PROTOCOL)|^E(IO|NOSPC|DQUOT)$/;
/** Lost connections, conflicts of transactions, want of room, restarts, too slow an answer: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const passingInPostgres =
  /^(08|40|53|57P|57014$)|^E(CONNREFUSED|CONNRESET|CONNABORTED|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$|^ENOENT$/;
/** Whatever the databases themselves say has a code. Without one are a connection that broke (pg), and none that was free in time (knex). */
const withoutConnection: ReadonlySet<string> = new Set(['Error', 'KnexTimeoutError']);
/** Want of room, in either. */
const full = /^(SQLITE_FULL|53100|ENOSPC|EDQUOT)/;

/** That a row with this value is there already, in either. The sqlite3 driver has one code for all constraints, so that its words tell. */
export function isDuplicate(error: unknown): boolean {
  const { code = '', message } = asError(error) as Error & { code?: string };
  return (
    ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'].includes(code) ||
    (code === 'SQLITE_CONSTRAINT' && /\bUNIQUE\b/.test(message))
  );
}

/** Runs work on the database; whatever it throws becomes 'storage-failed'. `what` names the work, without data. */
export async function storing<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof RepondeurError) throw thrown;
    const { name, code = withoutConnection.has(name) ? 'no connection' : 'unknown' } = asError(thrown) as Error & { code?: string };
    const room = full.test(code) ? ': the disk is full' : '';
    throw new RepondeurError('storage-failed', `${what} failed (${code})${room}`, {
      retryable: code === 'no connection' || passingInSqlite.test(code) || passingInPostgres.test(code),
      cause: thrown,
    });
  }
}
