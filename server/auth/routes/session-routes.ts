import { RepondeurError } from '../../core/errors.ts';
import { listOf, listQuery } from '../../http/paging.ts';
import { byId, session } from '../schema.ts';
import { route } from './route.ts';

const tag = 'Sessions';
const iso = (text: string) => new Date(text).toISOString();

export const sessionRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/auth/sessions',
    permission: 'sessions:manage',
    tag,
    summary: 'Where you are signed in',
    query: listQuery({}),
    response: listOf(session),
    handler: async ({ caller, query }, { auth: { sessions, clock } }) => {
      const { userId, sessionId } = caller();
      const { items, nextCursor } = await sessions.list(userId, clock.now(), query);
      const shown = items.map(({ id, network, agent, created_at, last_used_at, expires_at }) => ({
        id,
        current: id === sessionId,
        network,
        agent,
        createdAt: iso(created_at),
        lastUsedAt: iso(last_used_at),
        expiresAt: iso(expires_at),
      }));
      return { items: shown, nextCursor };
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/auth/sessions',
    permission: 'sessions:manage',
    tag,
    summary: 'End all your sessions but this one',
    status: 204,
    handler: async (request, { auth: { sessions, clock, events } }) => {
      const { userId, sessionId } = request.caller();
      const ended = await sessions.endAll(userId, 'ended-by-owner', clock.now(), { except: sessionId ?? '' });
      for (const id of ended) events.emit('session-revoked', { userId, sessionId: id, address: request.address });
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/auth/sessions/{sessionId}',
    permission: 'sessions:manage',
    tag,
    summary: 'End one of your sessions',
    params: byId('sessionId'),
    status: 204,
    handler: async (request, { auth: { sessions, clock, events } }) => {
      const { userId } = request.caller();
      const sessionId = request.params.sessionId as string;
      if (!(await sessions.end(userId, sessionId, 'ended-by-owner', clock.now()))) throw new RepondeurError('not-found', 'You have no such session.');
      events.emit('session-revoked', { userId, sessionId, address: request.address });
    },
  }),
];
