import { STATUS_CODES } from 'node:http';
import type { Context, Middleware, Next } from 'koa';
import { asError, type ErrorCode, RepondeurError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';

const statusOf: Partial<Record<ErrorCode, number>> = { 'bad-input': 400, 'not-found': 404, unavailable: 503, timeout: 504 };

/** Answers in application/problem+json (RFC 9457). `code` is our stable word for programs. */
export function problem(context: Context, status: number, detail: string, more: Record<string, unknown> = {}): void {
  context.status = status;
  context.body = JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail, ...more });
  context.type = 'application/problem+json';
}

/** Turns errors and unknown addresses into problems; what is not safe to show stays in the log. */
export function problems(logger: Logger): Middleware {
  return async (context: Context, next: Next) => {
    try {
      await next();
      if (context.status === 404 && !context.body) problem(context, 404, 'There is nothing at this address.', { code: 'not-found' });
    } catch (thrown) {
      const error = asError(thrown);
      const known = error instanceof RepondeurError ? error : undefined;
      const status = (known && statusOf[known.code]) ?? 500;
      if (status >= 500) logger.error({ error, method: context.method, routePii: context.path }, 'a request failed');
      problem(context, status, known?.safeToShow ? known.message : 'Something went wrong here; the log says what.', {
        code: known?.code ?? 'internal',
      });
    }
  };
}
