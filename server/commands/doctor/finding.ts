import { asError, RepondeurError } from '../../core/errors.ts';

/** What a check found out: a sentence, and for what is not well the way to mend it. */
export interface Finding {
  level: 'ok' | 'warn' | 'fail';
  text: string;
  /** What to do. */
  wayOut?: string;
}

export const ok = (text: string): Finding => ({ level: 'ok', text });
export const warn = (text: string, wayOut: string): Finding => ({ level: 'warn', text, wayOut });
export const fail = (text: string, wayOut: string): Finding => ({ level: 'fail', text, wayOut });

/** Whatever a check throws is a finding too: a check that cannot be made is not passed. */
export function failed(what: string, thrown: unknown, wayOut: string): Finding {
  const error = asError(thrown);
  const words = error instanceof RepondeurError || error.message !== '' ? error.message : error.name;
  return fail(`${what}: ${words}`, wayOut);
}

const marks = { ok: '✓', warn: '!', fail: '✗' } as const;

/** One line, and one more for what to do. */
export function lineOf({ level, text, wayOut }: Finding): string {
  return `${marks[level]} ${text}\n${wayOut ? `    → ${wayOut}\n` : ''}`;
}

export function counted(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
