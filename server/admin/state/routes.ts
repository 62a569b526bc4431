import { z } from 'zod';
import { healthStates, stateOf, worstState } from '../../core/health.ts';
import { callOutcomes } from '../../core/outcome.ts';
import { routeFor } from '../../http/route.ts';
import { accountStatuses } from '../../users/accounts.ts';
import type { SystemState } from './system-state.ts';

export interface StateServices {
  systemState: Pick<SystemState, 'health' | 'figures'>;
}

const part = z.object({
  name: z.string(),
  state: z.enum(healthStates),
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
    response: z.object({ status: z.enum(healthStates), parts: z.array(part) }),
    handler: async (_, { systemState }) => {
      const health = systemState.health();
      const parts = Object.entries(health).map(([name, one]) => ({ name, state: stateOf(one), reason: one.reason ?? null }));
      return { status: worstState(Object.values(health)), parts };
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
