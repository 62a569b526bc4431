import test from 'ava';
import { z } from 'zod';
import { apiRoutes } from '../../api.ts';
import { testGateway } from '../../testing/gateway.ts';
import { listOf, listQuery } from '../paging.ts';
import { routeFor } from '../route.ts';
import { openApiDocument } from './document.ts';

const route = routeFor<object>();
const routes = [
  route({
    method: 'GET',
    path: '/api/v1/books',
    permission: 'rules:read',
    tag: 'Books & <script>',
    summary: 'All <books>',
    query: listQuery({ search: z.string().max(80).optional() }),
    response: listOf(z.object({ id: z.uuid() })),
    handler: async () => ({ items: [], nextCursor: null }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/shelves/{shelfId}/books',
    permission: 'public',
    tag: 'Books & <script>',
    summary: 'Add',
    idempotent: true,
    params: z.strictObject({ shelfId: z.uuid() }),
    body: z.strictObject({ title: z.string().min(1), language: z.enum(['fr', 'en']).default('fr') }),
    response: z.object({ id: z.uuid() }),
    status: 201,
    handler: async () => ({ id: '' }),
  }),
];

test('the document tells parameters, bodies, answers and permissions as they are checked', (t) => {
  const document = openApiDocument(routes, '1.2.3') as { paths: Record<string, Record<string, object>> };
  const list = document.paths['/api/v1/books']?.get as Record<string, object>;
  t.like(list, { operationId: 'getApiV1Books', 'x-permission': 'rules:read', security: [{ bearer: [] }] });
  t.like(list.parameters, [
    { name: 'limit', in: 'query', required: false, schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 } },
    { name: 'cursor', required: false },
    { name: 'search', schema: { type: 'string', maxLength: 80 } },
  ]);
  t.like(list.responses, { '200': { content: { 'application/json': { schema: { required: ['items', 'nextCursor'] } } } } });
  const add = document.paths['/api/v1/shelves/{shelfId}/books']?.post as Record<string, object>;
  t.like(add, { operationId: 'postApiV1ShelvesShelfIdBooks', security: [] });
  t.like(add.parameters, [
    { name: 'shelfId', in: 'path', required: true },
    { name: 'Idempotency-Key', in: 'header' },
  ]);
  t.like(add.requestBody, { content: { 'application/json': { schema: { required: ['title'], additionalProperties: false } } } });
  t.deepEqual(Object.keys(add.responses ?? {}), ['201', '400', '404', '409', '413', '415', '429', '503', 'default']);
});

test('document, page and style sheet are served from the box, under a policy that runs no script', async (t) => {
  const server = await testGateway(t, { routes });
  const document = await fetch(`${server.url()}/api/v1/openapi.json`);
  t.regex(document.headers.get('content-type') ?? '', /^application\/json/);
  t.like(await document.json(), { openapi: '3.1.1', info: { version: '0.0.0' } });
  const page = await fetch(`${server.url()}/api/docs`);
  t.regex(page.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'self';/);
  const html = await page.text();
  t.true(html.includes('All &lt;books&gt;'));
  t.false(/<script|style="| on\w+=|https?:\/\//.test(html));
  t.is((await fetch(`${server.url()}/`)).url, `${server.url()}/api/docs`, 'who asks for nothing finds the way');
  const link = /href="(docs\/style\.css)"/.exec(html)?.[1] ?? '';
  t.is((await fetch(new URL(link, `${server.url()}/api/docs`))).headers.get('content-type'), 'text/css; charset=utf-8');
});

test('every POST that makes something takes Idempotency-Key, and what is shown once may be null when it is repeated', (t) => {
  for (const { method, path, status, idempotent } of apiRoutes) if (method === 'POST' && status === 201) t.true(idempotent, path);
  for (const { path, shownOnce = [], response } of apiRoutes)
    for (const field of shownOnce) t.true(response.shape[field].safeParse(null).success, `${path} ${field}`);
  t.true(apiRoutes.some(({ shownOnce }) => shownOnce));
});

test('every operation of the product has a name of its own, and every parameter of a path is checked', (t) => {
  const { paths } = openApiDocument(apiRoutes, '1.0.0') as {
    paths: Record<string, Record<string, { operationId: string; parameters?: { name: string; in: string }[] }>>;
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) => Object.values(methods).map((operation) => ({ path, ...operation })));
  t.is(operations.length, apiRoutes.flatMap(({ aliases = [], path }) => [path, ...aliases]).length);
  t.is(new Set(operations.map(({ operationId }) => operationId)).size, operations.length);
  for (const { path, parameters = [] } of operations) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    t.deepEqual(
      parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name),
      named,
      path,
    );
  }
});
