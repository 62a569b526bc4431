import { type Permission, type Principal, permissionsOf } from '../core/access.ts';
import { RepondeurError } from '../core/errors.ts';
import { ProblemError } from '../http/problem.ts';
import type { AuthParts } from './contract.ts';
import type { ApiKey } from './stores/api-key-store.ts';

export interface NewApiKey {
  name: string;
  scopes: readonly Permission[];
  /** Null: until it is ended. */
  expiresAt: Date | null;
}

/** A key, which is shown this once; its owner is told by e-mail. Rejects with 'bad-input' when it would be over already or may do more than its maker. */
export async function makeApiKey(
  { accounts, apiKeys, sessions, clock, database, events, mail }: AuthParts,
  principal: Principal,
  { name, scopes, expiresAt }: NewApiKey,
  address: string,
): Promise<ApiKey & { key: string }> {
  const { userId, sessionId } = principal;
  const mine = permissionsOf(principal);
  const beyond = scopes.filter((scope) => !mine.includes(scope));
  if (beyond.length > 0)
    throw new ProblemError('bad-input', 'A key may not do more than you.', {
      errors: [{ pointer: '#/scopes', detail: `not yours: ${beyond.join(', ')}` }],
    });
  if (expiresAt && expiresAt <= clock.now())
    throw new ProblemError('bad-input', 'The key would be over already.', { errors: [{ pointer: '#/expiresAt', detail: 'has passed' }] });
  const owner = await accounts.byId(userId);
  const session = sessionId === null ? null : await sessions.live(sessionId, clock.now());
  const secondFactor = session?.secondFactor ?? false;
  if (!owner) throw new RepondeurError('not-found', 'There is no such account.');
  const insertMail = await mail.prepare({ subject: 'api-key-made', name: owner.name, email: owner.email, language: owner.language });
  const made = await database.transaction(async (transaction) => {
    const key = await apiKeys.create(userId, { name, scopes: [...new Set(scopes)], expiresAt, secondFactor }, clock.now(), transaction);
    await insertMail(transaction);
    return key;
  });
  mail.queued();
  events.emit('api-key-changed', { userId, keyId: made.id, change: 'made', address });
  return made;
}
