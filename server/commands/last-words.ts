import { asError, RepondeurError } from '../core/errors.ts';

/** What the machine refuses, and the way out. */
const refusals: Record<string, string> = {
  ENOSPC: 'The disk is full: make room, or set data_dir to a larger one.',
  EDQUOT: 'The disk quota of this account is used up: make room, or set data_dir elsewhere.',
  EROFS: 'The disk is read-only: mount it writable, or set data_dir elsewhere.',
  EACCES: 'This account may not do that: run it as the account that owns the data folder, or set data_dir to one of your own.',
  EPERM: 'This account may not do that: run it as the account that owns the data folder, or set data_dir to one of your own.',
  EMFILE: 'Too many files are open: raise the limit (ulimit -n).',
};

/** What a command that ends with an error says. What the machine refuses is no fault of ours and needs no stack; a fault of ours has one. */
export function lastWords(thrown: unknown): string {
  const error = asError(thrown);
  if (error instanceof RepondeurError) return error.message;
  const wayOut = refusals[(error as NodeJS.ErrnoException).code ?? ''];
  return wayOut ? `${wayOut} (${error.message})` : (error.stack ?? error.message);
}
