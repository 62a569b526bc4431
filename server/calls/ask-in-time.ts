import { withDeadline } from '../core/abortable.ts';
import { asError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';

/** A caller who rings is not kept waiting for a database. */
const answerWithinMs = 1_000;

/** The answer of a database about a caller who rings; `inDoubt` when it fails or takes longer than a second, and a line in the log. Never rejects. */
export async function askInTime<T>(asked: Promise<T>, inDoubt: T, what: string, logger: Logger): Promise<T> {
  try {
    return await withDeadline(asked, answerWithinMs, what);
  } catch (error) {
    logger.error({ err: asError(error), what }, 'what is needed to take a call could not be read: it is taken as if nothing stood against it');
    return inDoubt;
  }
}
