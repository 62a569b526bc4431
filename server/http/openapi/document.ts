import { z } from 'zod';
import { proofMinutes } from '../../core/access.ts';
import { problemSchema } from '../problem.ts';
import type { Route } from '../route.ts';

type Json = Record<string, unknown>;

/** OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1), made from the routes: what validates is what is written. */
export function openApiDocument(routes: readonly Route<never>[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Répondeur Intelligent',
      version,
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'Errors are problem documents (RFC 9457). Lists come in pages: pass nextCursor as cursor. Times are UTC (RFC 3339); ids are UUIDs.',
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'An access token or an API key.' } },
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
      responses: {
        Problem: { description: 'What went wrong.', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      },
    },
  };
}

function operation(route: Route<never>): Json {
  const { method, path, permission, stepUp, summary, description, tag, params, query, body, idempotent } = route;
  const parameters = [...parametersOf(params, 'path'), ...parametersOf(query, 'query'), ...(idempotent ? [idempotencyKey] : [])];
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^A-Za-z0-9]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replaceAll(/\W/g, '')}`,
    tags: [tag],
    summary,
    ...((description || stepUp) && { description: [description, stepUp && needsProof].filter(Boolean).join(' ') }),
    'x-permission': permission,
    ...(stepUp && { 'x-step-up': true }),
    security: permission === 'public' ? [] : [{ bearer: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body, 'input') } } } }),
    responses: { [route.status ?? 200]: success(route), ...problemsOf(route), default: problem },
  };
}

const needsProof = `Needs a proof of the last ${proofMinutes} minutes that it is still you (401 "step-up-needed": POST /api/v1/auth/step-up); no API key does it.`;

function success({ status = 200, response, contentType = 'application/json' }: Route<never>): Json {
  if (status === 204) return { description: 'Done.' };
  return { description: 'Done.', content: { [contentType]: response ? { schema: jsonSchema(response, 'output') } : {} } };
}

const problem = { $ref: '#/components/responses/Problem' };

function problemsOf({ permission, body, params, idempotent }: Route<never>): Json {
  const statuses = [
    '400',
    ...(permission === 'public' ? [] : ['401', '403']),
    ...(params ? ['404'] : []),
    ...(idempotent ? ['409'] : []),
    ...(body ? ['413', '415'] : []),
    '429',
  ];
  return Object.fromEntries(statuses.map((status) => [status, problem]));
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A new key, such as a UUID, for each thing to create: sending the request again with it creates nothing twice. Kept for 24 hours.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
};

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  // What a parameter becomes says more than the text it is sent as.
  const { properties = {}, required = [] } = jsonSchema(schema, 'output') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, { description, ...inner }]) => {
    const needed = place === 'path' || (required.includes(name) && !('default' in inner));
    return { name, in: place, required: needed, ...(description !== undefined && { description }), schema: inner };
  });
}

/** JSON Schema 2020-12, which OpenAPI 3.1 uses as it is. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...inner } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' }) as Json;
  return inner;
}
