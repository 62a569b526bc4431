import { z } from 'zod';
import { json } from '../../http/json.ts';
import { listOf, listQuery } from '../../http/paging.ts';
import { routeFor } from '../../http/route.ts';
import { logLevels } from '../../observability/log-line.ts';
import type { LogStore } from '../../observability/log-store.ts';
import { moment } from '../schema.ts';

export interface LogServices {
  logs: Pick<LogStore, 'read'>;
}

const logsQuery = listQuery({
  level: z.enum(logLevels).optional().meta({ description: 'This level and those above it.' }),
  search: z.string().trim().min(1).max(100).optional().meta({ description: 'Part of the line, in any case.' }),
  since: moment.optional().meta({ description: 'From this moment on.' }),
  until: moment.optional().meta({ description: 'Before this moment.' }),
});

const logLine = z.object({
  at: z.iso.datetime(),
  level: z.enum(logLevels),
  message: z.string(),
  fields: z
    .record(z.string(), json)
    .meta({ description: 'What the line says beside its message; `requestId` is the `instance` of a problem document.' }),
});

const route = routeFor<LogServices>();

export const logRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/admin/system-logs',
    aliases: ['/admin/system-logs'],
    permission: 'logs:read',
    tag: 'Administration',
    summary: 'The log of this server, the newest first',
    description: 'A page may be short, or empty, before the list ends: go on while there is a nextCursor. Of several servers each has its own.',
    query: logsQuery,
    response: listOf(logLine),
    handler: async ({ query }, { logs }) => {
      const { items, nextCursor } = await logs.read(query);
      return {
        items: items.map(({ at, fields, ...line }) => ({ ...line, at: at.toISOString(), fields: fields as z.input<typeof logLine>['fields'] })),
        nextCursor,
      };
    },
  }),
];
