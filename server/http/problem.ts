import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { asError, type ErrorCode, RepondeurError, type RepondeurErrorOptions } from '../core/errors.ts';

/** One fault of one part of the input: `pointer` into the body (RFC 6901, "#/email"), or the name of a parameter or header. */
export interface FieldFault {
  detail: string;
  pointer?: string;
  parameter?: string;
  header?: string;
}

/** An error with more to tell the client than its words. */
export class ProblemError extends RepondeurError {
  readonly errors: readonly FieldFault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ErrorCode,
    message: string,
    { errors = [], headers = {}, ...options }: RepondeurErrorOptions & { errors?: readonly FieldFault[]; headers?: Record<string, string> } = {},
  ) {
    super(code, message, options);
    this.errors = errors;
    this.headers = headers;
  }
}

/** What clients are told of each code; all others are 500. */
const statusOf: Partial<Record<ErrorCode, number>> = {
  'bad-input': 400,
  unauthenticated: 401,
  'second-factor-needed': 401,
  'step-up-needed': 401,
  forbidden: 403,
  'second-factor-required': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'unsupported-media': 415,
  'too-many': 429,
  unavailable: 503,
  timeout: 504,
};

/** RFC 9457. `code` is our stable word for programs; `instance` names the request, as the log does. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
  errors: z
    .array(z.object({ detail: z.string(), pointer: z.string().optional(), parameter: z.string().optional(), header: z.string().optional() }))
    .optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** What the client is told of an error: never its inside. */
export function problemOf(thrown: unknown, requestId: string): { problem: Problem; headers: Readonly<Record<string, string>> } {
  const error = asError(thrown);
  const known = error instanceof RepondeurError ? error : undefined;
  const status = (known && statusOf[known.code]) ?? 500;
  const told = known?.safeToShow && (status < 500 || status === 503) ? known.message : 'Something went wrong here; the log says what.';
  const problem = problemWith(status, told, status === 500 ? 'internal' : (known?.code ?? 'internal'), requestId);
  if (!(error instanceof ProblemError)) return { problem, headers: status === 401 ? challenge : {} };
  const errors = error.errors.length > 0 ? { errors: [...error.errors] } : {};
  return { problem: { ...problem, ...errors }, headers: { ...(status === 401 && challenge), ...error.headers } };
}

export function problemWith(status: number, detail: string, code: string, requestId: string): Problem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, instance: `urn:uuid:${requestId}`, code };
}

/** RFC 6750, section 3. */
const challenge = { 'WWW-Authenticate': 'Bearer realm="repondeur"' };
