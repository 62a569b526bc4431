import { RepondeurError } from '../core/errors.ts';

/** Deeper fields are left out: a log line is no dump. */
const maxDepth = 8;

/**
 * A copy of a log line's fields without those whose key contains "pii", at any depth, unless they are allowed. Errors become plain objects;
 * the words of an error that is not safe to show are withheld like personal data.
 */
export function redact(fields: object, allowPii: boolean): Record<string, unknown> {
  return redactTable(fields, allowPii, new Set(), 0);
}

function redactTable(table: object, allowPii: boolean, above: Set<object>, depth: number): Record<string, unknown> {
  const kept = Object.entries(table).filter(([key]) => allowPii || !key.toLowerCase().includes('pii'));
  const within = new Set(above).add(table);
  return Object.fromEntries(kept.map(([key, value]) => [key, redactValue(value, allowPii, within, depth + 1)]));
}

function redactValue(value: unknown, allowPii: boolean, above: Set<object>, depth: number): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (above.has(value)) return '[circular]';
  if (depth > maxDepth) return '[too deep]';
  if (value instanceof Error) return errorFields(value, allowPii, above, depth);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, allowPii, new Set([...above, value]), depth + 1));
  if ('toJSON' in value && typeof value.toJSON === 'function') return value.toJSON();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  return redactTable(value, allowPii, above, depth);
}

/** Other properties of an error are left out: libraries put requests and answers there. */
function errorFields(error: Error, allowPii: boolean, above: Set<object>, depth: number): Record<string, unknown> {
  const shown = allowPii || !(error instanceof RepondeurError) || error.safeToShow;
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    message: shown ? error.message : '[withheld]',
    stack: framesOf(error),
    ...(error.cause !== undefined && { cause: redactValue(error.cause, allowPii, new Set([...above, error]), depth + 1) }),
  };
}

/** The stack without the message that it begins with. */
function framesOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .map((line) => line.trim())
    .join('\n');
}
