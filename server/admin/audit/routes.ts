import { listOf } from '../../http/paging.ts';
import { routeFor } from '../../http/route.ts';
import { presentEntry } from '../present.ts';
import { auditEntry, auditQuery } from '../schema.ts';
import type { AuditReader } from './list.ts';

export interface AuditServices {
  auditReader: Pick<AuditReader, 'list'>;
}

const route = routeFor<AuditServices>();

export const auditRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/admin/audit-log',
    permission: 'audit:read',
    tag: 'Administration',
    summary: 'The audit log: who did what to what, the newest first',
    description: '`bin/repondeur audit verify` checks that nothing in it was changed or taken out.',
    query: auditQuery,
    response: listOf(auditEntry),
    handler: async ({ query: { actor, target, ...query } }, { auditReader }) => {
      const { items, nextCursor } = await auditReader.list({ ...query, actorId: actor, targetId: target });
      return { items: items.map(presentEntry), nextCursor };
    },
  }),
];
