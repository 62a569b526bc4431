import { RepondeurError } from '../../core/errors.ts';
import { listOf, listQuery } from '../../http/paging.ts';
import { makeApiKey } from '../make-api-key.ts';
import { apiKey, byId, madeApiKey, newApiKey } from '../schema.ts';
import type { ApiKey } from '../stores/api-key-store.ts';
import { route } from './route.ts';

const tag = 'API keys';

export const apiKeyRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/auth/api-keys',
    permission: 'api-keys:manage',
    tag,
    summary: 'Your API keys',
    query: listQuery({}),
    response: listOf(apiKey),
    handler: async ({ caller, query }, { auth: { apiKeys } }) => {
      const { items, nextCursor } = await apiKeys.list(caller().userId, query);
      return { items: items.map(present), nextCursor };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/auth/api-keys',
    permission: 'api-keys:manage',
    stepUp: true,
    tag,
    summary: 'Make an API key',
    description: 'It may do what its scopes say, of what you may do yourself. You are told of it by e-mail.',
    idempotent: true,
    shownOnce: ['key'],
    body: newApiKey,
    response: madeApiKey,
    status: 201,
    handler: async ({ caller, body, address }, { auth }) => {
      const { name, scopes, expiresAt } = body;
      const made = await makeApiKey(auth, caller(), { name, scopes, expiresAt: expiresAt === null ? null : new Date(expiresAt) }, address);
      return { ...present(made), key: made.key };
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/auth/api-keys/{keyId}',
    permission: 'api-keys:manage',
    tag,
    summary: 'End an API key',
    params: byId('keyId'),
    status: 204,
    handler: async (request, { auth: { apiKeys, events } }) => {
      const { userId } = request.caller();
      const keyId = request.params.keyId as string;
      if (!(await apiKeys.remove(userId, keyId))) throw new RepondeurError('not-found', 'You have no such API key.');
      events.emit('api-key-changed', { userId, keyId, change: 'revoked', address: request.address });
    },
  }),
];

const present = ({ id, name, scopes, createdAt, expiresAt }: ApiKey) => ({
  id,
  name,
  scopes,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt?.toISOString() ?? null,
});
