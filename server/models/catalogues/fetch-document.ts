import { asError, RepondeurError } from '../../core/errors.ts';

/** Piper's list of all languages has about 600 kB. */
const maxBytes = 32 * 1024 * 1024;
const deadlineMs = 30_000;

/** A JSON document from the web. Rejects with 'unavailable' when the publisher cannot be reached, 'bad-input' for what is no JSON; both name the address. */
export async function fetchDocument(address: string, signal?: AbortSignal): Promise<unknown> {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new RepondeurError('bad-input', `the catalogue ${address} is not a web address (http:// or https://)`);
  }
  const text = await fetchText(address, signal);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RepondeurError('bad-input', `${address} is not JSON: give the address of the list itself with --catalogue`, { cause });
  }
}

async function fetchText(address: string, signal?: AbortSignal): Promise<string> {
  const deadline = AbortSignal.timeout(deadlineMs);
  try {
    const response = await fetch(address, { signal: signal ? AbortSignal.any([signal, deadline]) : deadline });
    if (!response.ok) {
      await response.body?.cancel();
      throw unavailable(address, `it answers ${response.status} ${response.statusText}`.trimEnd());
    }
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of response.body ?? []) {
      bytes += part.byteLength;
      if (bytes > maxBytes) throw new RepondeurError('bad-input', `${address} is larger than ${maxBytes} bytes: it is not a list of models`);
      parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8');
  } catch (thrown) {
    if (signal?.aborted) throw signal.reason;
    if (thrown instanceof RepondeurError) throw thrown;
    const { message, cause } = asError(thrown);
    throw unavailable(address, deadline.aborted ? `no answer within ${deadlineMs / 1000} s` : cause ? asError(cause).message : message, thrown);
  }
}

function unavailable(address: string, why: string, cause?: unknown): RepondeurError {
  const wayOut = 'check the connection, give another with --catalogue, or import a file that you have with add --file';
  return new RepondeurError('unavailable', `the catalogue ${address} cannot be read: ${why}; ${wayOut}`, { retryable: true, cause });
}
