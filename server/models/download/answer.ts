import { RepondeurError } from '../../core/errors.ts';
import type { OfferedFile } from '../contract.ts';

/** What to do with the server's answer to a request from byte `fromByte` on. */
export type Answer = { action: 'write'; fromByte: number } | { action: 'restart' } | { action: 'complete' };

/**
 * Reads status and headers (RFC 9110, sections 14 and 15). Throws: 'unavailable' with `retryable` for what passes (5xx, 429), 'not-found', 'unavailable' for refusals,
 * 'bad-input' when the server's file has another length than the catalogue states.
 */
export function readAnswer({ status, headers }: Response, file: OfferedFile, fromByte: number): Answer {
  const { url, bytes } = file;
  if (status === 206) {
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
    if (!range || Number(range[1]) !== fromByte) return { action: 'restart' };
    if (range[2] !== '*') needLength(file, Number(range[2]));
    return { action: 'write', fromByte };
  }
  if (status === 200) {
    const length = headers.get('content-length');
    if (length !== null && !headers.has('content-encoding')) needLength(file, Number(length));
    return { action: 'write', fromByte: 0 };
  }
  if (status === 416) return fromByte === bytes ? { action: 'complete' } : { action: 'restart' };
  if (status === 404 || status === 410) {
    const wayOut = "the publisher's list may be out of date: list again, or take another model";
    throw new RepondeurError('not-found', `${url} is not there any more (${status}); ${wayOut}`);
  }
  const passing = status >= 500 || status === 429 || status === 408;
  throw new RepondeurError('unavailable', `the server refuses ${url} (${status}); try later, or import a file that you have with add --file`, {
    retryable: passing,
  });
}

export function wrongLength({ url, bytes }: OfferedFile, found: string): RepondeurError {
  const wayOut = 'the list and the file do not belong together: list again later, or give another --catalogue';
  return new RepondeurError('bad-input', `${url} has ${found} instead of the ${bytes} bytes that the catalogue states; ${wayOut}`);
}

function needLength(file: OfferedFile, length: number): void {
  if (length !== file.bytes) throw wrongLength(file, `${length} bytes`);
}

/** What If-Range may carry: a strong ETag, else the date. */
export function validatorOf(headers: Headers): string | null {
  const etag = headers.get('etag');
  return etag && !etag.startsWith('W/') ? etag : headers.get('last-modified');
}
