import getRawBody from 'raw-body';
import { asError, RepondeurError } from '../core/errors.ts';
import type { GatewayContext } from './gateway-state.ts';
import { type FieldFault, ProblemError } from './problem.ts';

/** Deeper documents are refused: none of ours has a quarter of it, and what walks a document may be recursive. */
const maxDepth = 32;

/** The bytes of the body. Rejects with 'too-large' (the connection is closed, as the rest is not read), 'unsupported-media' or 'bad-input'. */
export async function readBody(context: GatewayContext, maxBytes: number): Promise<Buffer> {
  if (!hasBody(context)) throw new RepondeurError('bad-input', 'A JSON body is needed.');
  if (!isJson(context.get('Content-Type')))
    throw new RepondeurError('unsupported-media', 'The body must be JSON in UTF-8: Content-Type: application/json');
  const coding = context.get('Content-Encoding');
  if (coding !== '' && coding !== 'identity') throw new RepondeurError('unsupported-media', 'The body must not be compressed.');
  try {
    return await getRawBody(context.req, { limit: maxBytes, length: context.get('Content-Length') || null });
  } catch (thrown) {
    context.set('Connection', 'close');
    const { type } = asError(thrown) as { type?: string };
    if (type === 'entity.too.large') throw new RepondeurError('too-large', `The body is larger than ${maxBytes} bytes.`);
    throw new RepondeurError('bad-input', 'The body could not be read to its end.', { cause: thrown });
  }
}

export function hasBody(context: GatewayContext): boolean {
  return context.get('Transfer-Encoding') !== '' || Number(context.get('Content-Length') || 0) > 0;
}

function isJson(contentType: string): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?;?\s*$/i.test(contentType);
}

/** The JSON document in the bytes, which holds nothing that no field can take: no NUL (PostgreSQL stores none), no invalid UTF-8, no great depth. */
export function parseJson(bytes: Buffer): unknown {
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new RepondeurError('bad-input', 'The body is not a JSON document in UTF-8.');
  }
  const fault = faultOf(document, []);
  if (fault) throw new ProblemError('bad-input', 'The body cannot be taken.', { errors: [fault] });
  return document;
}

export const isStorable = (text: string) => !text.includes('\u0000') && text.isWellFormed();

/** What in a value no field can take. `path` leads to the value; it is the one list of a whole walk, since a large body may have 60,000 values. */
function faultOf(value: unknown, path: (string | number)[]): FieldFault | null {
  if (typeof value === 'string') return isStorable(value) ? null : { pointer: pointerTo(path), detail: 'holds a NUL or half a character' };
  if (typeof value !== 'object' || value === null) return null;
  if (path.length === maxDepth) return { pointer: '#', detail: `nested deeper than ${maxDepth} levels` };
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const fault = faultAt(value[index], path, index);
      if (fault) return fault;
    }
    return null;
  }
  for (const key of Object.keys(value)) {
    const fault = faultOf(key, path) ?? faultAt((value as Record<string, unknown>)[key], path, key);
    if (fault) return fault;
  }
  return null;
}

function faultAt(value: unknown, path: (string | number)[], key: string | number): FieldFault | null {
  path.push(key);
  const fault = faultOf(value, path);
  path.pop();
  return fault;
}

const pointerTo = (path: readonly (string | number)[]) => ['#', ...path.map((key) => escaped(String(key)))].join('/');

/** RFC 6901, section 3; without characters that a terminal or a log would act on. */
export function escaped(key: string): string {
  return encodeURIComponent(key.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1')).slice(0, 100);
}
