import { z } from 'zod';
import { proofMinutes } from '../../core/access.ts';
import { problemSchema } from '../problem.ts';
import type { Route } from '../route.ts';

type Json = Record<string, unknown>;

/** OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1), made from the routes: what validates is what is written. */
export function openApiDocument(routes: readonly Route<never>[], version: string): Json {
  const schemas: Json = { Problem: jsonSchema(problemSchema, 'output', {}) };
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    // Each address has an operation of its own: few programs follow a reference from one path to another.
    for (const path of [route.path, ...(route.aliases ?? [])]) (paths[path] ??= {})[route.method.toLowerCase()] = operation(route, path, schemas);
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Répondeur Intelligent',
      version,
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'Sign in by POST /api/v1/auth/login, and send its accessToken, or an API key, as "Authorization: Bearer …". Errors are problem documents (RFC 9457). Lists come in pages: pass nextCursor as cursor. Times are UTC (RFC 3339); ids are UUIDs. Lengths of texts count UTF-16 units; no text may hold a NUL.',
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'An access token or an API key.' } },
      schemas,
      responses: {
        Problem: problemAnswer('What went wrong.'),
        Unauthenticated: problemAnswer('Nobody is signed in.', { 'WWW-Authenticate': header('How to sign in (RFC 6750).') }),
        TooMany: problemAnswer('Too many requests.', { 'Retry-After': header('When to try again, in seconds.', { type: 'integer', minimum: 1 }) }),
      },
    },
  };
}

function operation(route: Route<never>, path: string, schemas: Json): Json {
  const { method, permission, stepUp, summary, description, tag, params, query, body, idempotent } = route;
  const parameters = [...parametersOf(params, 'path', schemas), ...parametersOf(query, 'query', schemas), ...(idempotent ? [idempotencyKey] : [])];
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^A-Za-z0-9]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replaceAll(/\W/g, '')}`,
    tags: [tag],
    summary: path === route.path ? summary : `${summary} (another name of ${route.path})`,
    ...(path !== route.path && { 'x-alias-of': route.path }),
    ...((description || stepUp) && { description: [description, stepUp && needsProof].filter(Boolean).join(' ') }),
    'x-permission': permission,
    ...(stepUp && { 'x-step-up': true }),
    security: permission === 'public' ? [] : [{ bearer: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body, 'input', schemas) } } } }),
    responses: { [route.status ?? 200]: success(route, schemas), ...problemsOf(route), default: problem },
  };
}

const needsProof = `Needs a proof of the last ${proofMinutes} minutes that it is still you (401 "step-up-needed": POST /api/v1/auth/step-up); no API key does it.`;

function success({ status = 200, response, contentType = 'application/json', idempotent }: Route<never>, schemas: Json): Json {
  const replayed = { 'Idempotency-Replayed': { ...header('This is the answer to the first request with this key.'), required: false } };
  const done = { description: 'Done.', headers: { ...ofAll, ...(idempotent && replayed) } };
  if (status === 204) return done;
  return { ...done, content: { [contentType]: response ? { schema: jsonSchema(response, 'output', schemas) } : {} } };
}

function header(description: string, schema: Json = { type: 'string' }): Json {
  return { description, required: true, schema };
}

const ofAll = { 'X-Request-Id': header('Names the request, as the log does.', { type: 'string', format: 'uuid' }) };

function problemAnswer(description: string, headers: Json = {}): Json {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return { description, headers: { ...ofAll, ...headers }, content };
}

const problem = { $ref: '#/components/responses/Problem' };
const named: Record<number, Json> = { 401: { $ref: '#/components/responses/Unauthenticated' }, 429: { $ref: '#/components/responses/TooMany' } };

function problemsOf({ permission, body, params, idempotent, refusals = [] }: Route<never>): Json {
  const statuses = [
    ...[400, 429, 503],
    ...(permission === 'public' ? [] : [401, 403]),
    ...(params ? [404] : []),
    ...(idempotent ? [409] : []),
    ...(body ? [413, 415] : []),
    ...refusals,
  ];
  return Object.fromEntries(statuses.map((status) => [status, named[status] ?? problem]));
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A new key, such as a UUID, for each thing to create: sending the request again with it creates nothing twice. Kept for 24 hours.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
};

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query', schemas: Json): Json[] {
  if (!schema) return [];
  // What a parameter becomes says more than the text it is sent as.
  const { properties = {}, required = [] } = jsonSchema(schema, 'output', schemas) as { properties?: Record<string, Json>; required?: string[] };
  const asSent = (jsonSchema(schema, 'input', schemas) as { properties?: Record<string, Json> }).properties ?? {};
  return Object.entries(properties).map(([name, { description, ...became }]) => {
    const { description: _, ...sent } = asSent[name] ?? {};
    // Of what becomes no JSON, such as a date, the text says more.
    const inner = Object.keys(became).length > 0 ? became : sent;
    const needed = place === 'path' || (required.includes(name) && !('default' in inner));
    return { name, in: place, required: needed, ...(description !== undefined && { description }), schema: inner };
  });
}

/** JSON Schema 2020-12, which OpenAPI 3.1 uses as it is. What has a name of its own goes into `schemas`, where the document's references find it. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const made = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' });
  const { $schema, $defs = {}, ...inner } = JSON.parse(JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
  for (const [name, { id, ...named }] of Object.entries($defs as Record<string, Json>)) schemas[name] = named;
  return inner;
}
