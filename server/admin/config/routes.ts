import { z } from 'zod';
import { json } from '../../http/json.ts';
import { routeFor } from '../../http/route.ts';
import type { ConfigEntry, SystemConfig } from './system-config.ts';

export interface ConfigServices {
  systemConfig: Pick<SystemConfig, 'read' | 'change'>;
}

const configEntry = z.object({
  key: z.string().meta({ description: 'As in the settings file: "http.port", "trunks[0].host".' }),
  value: json.meta({ description: 'Null for what is not set and has no default, and always for secrets.' }),
  default: json,
  description: z.string(),
  expected: z.string().nullable().meta({ description: 'What a right value looks like.' }),
  source: z.enum(['default', 'file', 'environment', 'secret-file']),
  secret: z.boolean().meta({ description: 'Can be written, never read; `source` tells whether it is set.' }),
  readOnly: z.boolean().meta({ description: 'Changed on the machine only.' }),
  applies: z.enum(['at-once', 'at-restart']),
  needsRestart: z.boolean().meta({ description: 'The running service still has another value.' }),
});

const systemConfig = z.object({ settings: z.array(configEntry), needsRestart: z.boolean() });

const configChanges = z.strictObject({
  changes: z
    .record(z.string().min(1).max(200), json)
    .refine((changes) => Object.keys(changes).length > 0, 'needs at least one key')
    .refine((changes) => Object.keys(changes).length <= 100, 'has more than 100 keys')
    .meta({ description: 'New values by key, as the settings file would have them; null goes back to the default.', minProperties: 1 }),
});

const route = routeFor<ConfigServices>();

export const configRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/admin/system-config',
    aliases: ['/admin/system-config'],
    permission: 'config:read',
    tag: 'Administration',
    summary: 'All settings',
    response: systemConfig,
    handler: async (_, services) => present(await services.systemConfig.read()),
  }),
  route({
    method: 'PUT',
    path: '/api/v1/admin/system-config',
    aliases: ['/admin/system-config'],
    permission: 'config:write',
    stepUp: true,
    tag: 'Administration',
    summary: 'Change settings',
    description:
      'All changes or none: they are checked as a start of the service would, and written into the settings file, whose comments and order stay. What is left out stays as it is.',
    body: configChanges,
    response: systemConfig,
    refusals: [409],
    handler: async ({ body, caller, address }, services) =>
      present(await services.systemConfig.change({ principal: caller(), changes: body.changes, address })),
  }),
];

function present(entries: readonly ConfigEntry[]): z.input<typeof systemConfig> {
  const settings = entries.map(({ key, value, fallback, meta, source, readOnly, live, needsRestart }) => ({
    key,
    value: (meta.secret ? null : (value ?? null)) as z.input<typeof configEntry>['value'],
    default: (fallback ?? null) as z.input<typeof configEntry>['value'],
    description: meta.description ?? '',
    expected: meta.expected ?? null,
    source,
    secret: meta.secret ?? false,
    readOnly,
    applies: live ? ('at-once' as const) : ('at-restart' as const),
    needsRestart,
  }));
  return { settings, needsRestart: settings.some((setting) => setting.needsRestart) };
}
