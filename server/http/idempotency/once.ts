import { createHash } from 'node:crypto';
import { limitKey } from '../middleware/origin.ts';
import { ProblemError } from '../problem.ts';
import type { ApiRequest, Route } from '../route.ts';
import type { IdempotencyKeys, KeptAnswer, KeyUse } from './contract.ts';

interface Guarded {
  route: Pick<Route<never>, 'method' | 'path' | 'shownOnce'>;
  request: ApiRequest<unknown, unknown, unknown>;
  keys: IdempotencyKeys;
}

/**
 * Does the work once for each Idempotency-Key of an account, and gives the same answer to whoever repeats it
 * (draft-ietf-httpapi-idempotency-key-header-07). Rejects with 'conflict' while the first is being done or when the key was used for another request.
 * A request that fails leaves nothing behind: the next with its key is done again.
 */
export async function onceByKey({ route, request, keys }: Guarded, work: () => Promise<KeptAnswer>): Promise<KeptAnswer> {
  const header = request.header('Idempotency-Key');
  if (header === undefined) return await work();
  const use = useOf(header, route, request);
  const found = await keys.begin(use);
  if (found.state === 'done') return { ...found.answer, headers: { ...found.answer.headers, 'Idempotency-Replayed': 'true' } };
  if (found.state === 'running') throw refused('The first request with this key is still being done.', { 'Retry-After': '1' });
  if (found.state === 'other-request') throw refused('This key was used for another request. Take a new one for each.');
  const answer = await work().catch(async (error) => {
    await keys.release(use).catch(() => {
      // What the work says comes first; a key that could not be given back is free again in a minute.
    });
    throw error;
  });
  // A fault from here on must not give the key back: the work is done.
  await keys.finish(use, { ...answer, body: withoutSecrets(answer.body, route.shownOnce) });
  return answer;
}

function withoutSecrets(body: unknown, shownOnce: readonly string[] = []): unknown {
  return shownOnce.length === 0 ? body : { ...(body as object), ...Object.fromEntries(shownOnce.map((name) => [name, null])) };
}

function useOf(header: string, { method, path }: Guarded['route'], { principal, address, params, query, body }: Guarded['request']): KeyUse {
  // The draft's form is a quoted text; most clients send it bare.
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new ProblemError('bad-input', 'A header is not as it should be.', { errors: [keyFault] });
  return {
    scope: principal ? `user:${principal.userId}` : `address:${digest(limitKey(address))}`,
    key,
    fingerprint: digest(JSON.stringify([method, path, params, query, body])),
  };
}

const keyFault = { header: 'Idempotency-Key', detail: '1 to 255 printable ASCII characters, such as a UUID' };

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

function refused(message: string, headers: Record<string, string> = {}): ProblemError {
  return new ProblemError('conflict', message, { errors: [{ header: 'Idempotency-Key', detail: message }], headers });
}
