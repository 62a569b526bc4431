import { z } from 'zod';
import { escaped, isStorable } from './body.ts';
import { type FieldFault, ProblemError } from './problem.ts';

/** So many faults are told; a document of a thousand wrong fields gets no longer answer. */
const maxFaults = 20;

/** The checked body. Throws 'bad-input' with a pointer to each fault. */
export function checkedBody<T extends z.ZodType>(schema: T, document: unknown): z.output<T> {
  const result = schema.safeParse(document, { error: wordsOf });
  if (result.success) return result.data;
  throw faulty(
    'The body is not as it should be.',
    firstOf(result.error).flatMap((issue) =>
      faultsOf(issue).map(({ path, detail }) => ({ pointer: ['#', ...path.map(escapedKey)].join('/'), detail })),
    ),
  );
}

/** The checked parameters of the path or query. Throws 'bad-input' with the name of each that is wrong. */
export function checkedParameters<T extends z.ZodType>(schema: T | undefined, values: Record<string, string | string[]>): z.output<T> {
  if (!schema && Object.keys(values).length === 0) return undefined as z.output<T>;
  const unstorable = Object.entries(values).filter((pair) => !pair.flat().every(isStorable));
  if (unstorable.length > 0)
    throw faulty(
      'A parameter cannot be taken.',
      unstorable.map(([name]) => ({ parameter: escaped(name), detail: 'holds a NUL or half a character' })),
    );
  const result = (schema ?? none).safeParse(values, { error: wordsOf });
  if (result.success) return (schema ? result.data : undefined) as z.output<T>;
  throw faulty(
    'A parameter is not as it should be.',
    firstOf(result.error).flatMap((issue) => faultsOf(issue).map(({ path, detail }) => ({ parameter: path.map(escapedKey).join('.'), detail }))),
  );
}

const none = z.strictObject({});

/** What is not there at all has words of its own; zod's own speak of "undefined". */
const wordsOf: z.core.$ZodErrorMap = (issue) =>
  issue.code === 'invalid_type' && issue.input === undefined ? `is needed: ${issue.expected}` : undefined;

/** Texts by name; a name that comes twice is a list, which no schema of a single value takes. */
export function queryOf(text: string): Record<string, string | string[]> {
  if (text === '') return {};
  const values = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const before = values.get(name);
    values.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(values);
}

/** A body may have 60,000 faults: what nobody is told is not worded either. */
const firstOf = ({ issues }: z.ZodError) => issues.slice(0, maxFaults);

/** zod tells unknown keys in one issue of their table. */
function faultsOf(issue: z.core.$ZodIssue): { path: PropertyKey[]; detail: string }[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, maxFaults).map((key) => ({ path: [...issue.path, key], detail: 'is not known here' }));
  return [{ path: issue.path, detail: issue.message }];
}

const escapedKey = (key: PropertyKey) => escaped(String(key));

function faulty(message: string, errors: FieldFault[]): ProblemError {
  return new ProblemError('bad-input', message, { errors: errors.slice(0, maxFaults) });
}
