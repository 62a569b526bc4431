import { z } from 'zod';
import { callOutcomes } from '../../core/outcome.ts';
import { routeFor } from '../../http/route.ts';
import { accountStatuses } from '../../users/accounts.ts';
import type { SystemState } from './system-state.ts';

export interface StateServices {
  systemState: Pick<SystemState, 'health' | 'figures'>;
}

const part = z.object({
  name: z.string(),
  state: z.enum(['ok', 'degraded', 'down']),
  reason: z.string().nullable().meta({ description: 'What is wrong, and the way out.' }),
});

const count = z.int().min(0);

const figures = z.object({
  version: z.string(),
  uptimeSeconds: count,
  activeCalls: count,
  users: z.record(z.enum(accountStatuses), count),
  callsInADay: z.record(z.enum(callOutcomes), count).meta({ description: 'Calls that began within the last 24 hours, by outcome.' }),
});

const route = routeFor<StateServices>();

export const stateRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/admin/system-health',
    permission: 'system:read',
    tag: 'Administration',
    summary: 'The state of each part',
    response: z.object({ status: z.enum(['ok', 'degraded', 'down']), parts: z.array(part) }),
    handler: async (_, { systemState }) => {
      const parts = Object.entries(systemState.health()).map(([name, { ready, degraded, reason }]) => ({
        name,
        state: !ready ? ('down' as const) : degraded ? ('degraded' as const) : ('ok' as const),
        reason: reason ?? null,
      }));
      const worst = (['down', 'degraded'] as const).find((state) => parts.some((one) => one.state === state));
      return { status: worst ?? ('ok' as const), parts };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/admin/system-figures',
    permission: 'system:read',
    tag: 'Administration',
    summary: 'How many users and calls there are',
    description: '`/metrics` has more, for Prometheus.',
    response: figures,
    handler: async (_, { systemState }) => await systemState.figures(),
  }),
];
