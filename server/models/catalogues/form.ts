import type { z } from 'zod';
import { RepondeurError } from '../../core/errors.ts';

/** Checks a catalogue's form. Throws 'bad-input' that names the address, the place in the document and the way out. */
export function inForm<T extends z.ZodType>(schema: T, document: unknown, address: string, form: string): z.output<T> {
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw wrongForm(address, form, `at ${path.length > 0 ? path.join('.') : 'the top'}: ${message}`);
}

export function wrongForm(address: string, form: string, why: string): RepondeurError {
  return new RepondeurError('bad-input', `${address} is not ${form} (${why}): give the right address with --catalogue`);
}

/** A name becomes the name of a folder or file: anything that would lead elsewhere is refused. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._+-]{0,150}$/.test(name);
}

/** An address on the web that a document states, perhaps relative to its own. Undefined for anything else than http and https. */
export function webAddress(address: string, base: string): string | undefined {
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
