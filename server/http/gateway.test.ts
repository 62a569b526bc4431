import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import test, { type ExecutionContext } from 'ava';
import { z } from 'zod';
import type { Logger } from '../core/logger.ts';
import { silentLogger } from '../core/logger.ts';
import { principal, signedIn, testGateway } from '../testing/gateway.ts';
import { routeFor } from './route.ts';
import type { HttpServerOptions } from './server.ts';

interface Shelf {
  books: { id: string; title: string; secret: string }[];
}

const route = routeFor<Shelf>();
const title = z.string().trim().min(1).max(20);
const routes = [
  route({
    method: 'POST',
    path: '/api/v1/books',
    permission: 'rules:write',
    tag: 'Books',
    summary: 'Add a book',
    body: z.strictObject({ title, pages: z.int().min(1).optional(), tags: z.array(z.strictObject({ name: z.string().max(3) })).optional() }),
    response: z.object({ id: z.uuid(), title }),
    status: 201,
    handler: async ({ body, answer }, { books }) => {
      const book = { id: '01980000-0000-7000-8000-00000000000a', title: body.title, secret: 'hidden' };
      books.push(book);
      answer.Location = `/api/v1/books/${book.id}`;
      return book;
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/books/{bookId}',
    permission: 'public',
    tag: 'Books',
    summary: 'One book',
    params: z.strictObject({ bookId: z.uuid() }),
    query: z.strictObject({ full: z.stringbool().optional() }),
    response: z.object({ params: z.any(), query: z.any() }),
    handler: async ({ params, query }) => ({ params, query }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/books/best',
    permission: 'signed-in',
    tag: 'Books',
    summary: 'The best',
    response: z.object({ userId: z.string() }),
    handler: async ({ caller }) => ({ userId: caller().userId }),
  }),
  route({
    method: 'GET',
    path: '/internal/books',
    permission: 'internal',
    tag: 'Internal',
    summary: 'For us',
    response: z.object({}),
    handler: async () => ({}),
  }),
  route({
    method: 'GET',
    path: '/api/v1/fault',
    permission: 'public',
    tag: 'Books',
    summary: 'Breaks',
    response: z.object({}),
    handler: async () => {
      throw new Error('SELECT * FROM secrets');
    },
  }),
];

const id = '01980000-0000-7000-8000-00000000000a';
const people = {
  user: principal(),
  reader: principal({ scopes: ['rules:read'] }),
  service: principal({ userId: 'service', sessionId: null, scopes: [] }),
};

async function gateway(t: ExecutionContext, options: Partial<HttpServerOptions<Shelf>> = {}) {
  const services: Shelf = { books: [] };
  const server = await testGateway<Shelf>(t, { routes, services, authenticator: signedIn(people), ...options });
  const call = (path: string, init: RequestInit = {}) => fetch(`${server.url()}${path}`, init);
  const add = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    call('/api/v1/books', { method: 'POST', body, headers: { 'Content-Type': 'application/json', Authorization: 'Bearer user', ...headers } });
  return { server, services, call, add };
}

test('what is checked reaches the handler, and only what the document names leaves', async (t) => {
  const { add, services } = await gateway(t);
  const answer = await add('{"title":" Emma "}');
  t.is(answer.status, 201);
  t.is(answer.headers.get('location'), `/api/v1/books/${id}`);
  t.deepEqual(await answer.json(), { id, title: 'Emma' });
  t.is(services.books.length, 1);
});

const refuses = test.macro({
  exec: async (t, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>, status: number, more: object = {}) => {
    const { add, services } = await gateway(t);
    const answer = await add(body, headers);
    t.is(answer.status, status);
    t.is(answer.headers.get('content-type'), 'application/problem+json');
    const problem = await answer.json();
    t.like(problem, { type: 'about:blank', status, instance: `urn:uuid:${answer.headers.get('x-request-id')}`, ...more });
    t.deepEqual(services.books, []);
  },
  title: (name) => `refused, with nothing changed: ${name}`,
});

test('no token', refuses, '{"title":"Emma"}', { Authorization: '' }, 401, { code: 'unauthenticated' });
test('a wrong token', refuses, '{"title":"Emma"}', { Authorization: 'Bearer wrong' }, 401);
test('a token without the permission', refuses, '{"title":"Emma"}', { Authorization: 'Bearer reader' }, 403, { code: 'forbidden' });
test('a wrong type', refuses, '{"title":7}', {}, 400, { code: 'bad-input', errors: [{ pointer: '#/title' }] });
test('a field that is missing', refuses, '{}', {}, 400, { errors: [{ pointer: '#/title', detail: 'is needed: string' }] });
test('an unknown field', refuses, '{"title":"Emma","is_admin":true}', {}, 400, { errors: [{ pointer: '#/is_admin', detail: 'is not known here' }] });
test('an unknown prototype', refuses, '{"title":"Emma","__proto__":{"x":1}}', {}, 400, { errors: [{ pointer: '#/__proto__' }] });
test('a fault deep inside', refuses, '{"title":"Emma","tags":[{"name":"abc"},{"name":"abcd"}]}', {}, 400, { errors: [{ pointer: '#/tags/1/name' }] });
test('a list instead of an object', refuses, '[]', {}, 400);
test('an empty body', refuses, '', {}, 400);
test('half a document', refuses, '{"title":', {}, 400);
test('bytes that are no UTF-8', refuses, Uint8Array.from([0x22, 0xff, 0x22]), {}, 400);
test('a NUL deep inside', refuses, '{"title":"Emma","tags":[{"name":"abc"},{"name":"a\\u0000"}]}', {}, 400, {
  errors: [{ pointer: '#/tags/1/name' }],
});
test('a NUL in a name of a field', refuses, '{"title":"Emma","tags":[{"na\\u0000me":"abc"}]}', {}, 400, { errors: [{ pointer: '#/tags/0' }] });
test('a NUL', refuses, '{"title":"Em\\u0000ma"}', {}, 400, { errors: [{ pointer: '#/title' }] });
test('half a surrogate pair', refuses, '{"title":"\\ud800"}', {}, 400, { errors: [{ pointer: '#/title' }] });
test('a deep document', refuses, '['.repeat(50_000) + ']'.repeat(50_000), {}, 400, { errors: [{ pointer: '#' }] });
test('a large document', refuses, JSON.stringify({ title: 'x'.repeat(200_000) }), {}, 413, { code: 'too-large' });
test('a form', refuses, 'title=Emma', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415, { code: 'unsupported-media' });
test('another character set', refuses, '{}', { 'Content-Type': 'application/json; charset=utf-16' }, 415);
test('a compressed body', refuses, '{}', { 'Content-Encoding': 'gzip' }, 415);
test('a query where none is taken', async (t) => {
  const answer = await (await gateway(t)).call('/api/v1/books/best?x=1', { headers: { Authorization: 'Bearer user' } });
  t.is(answer.status, 400);
  t.like(await answer.json(), { errors: [{ parameter: 'x' }] });
});

test('parameters become what they mean; a route without parameters comes first', async (t) => {
  const { call } = await gateway(t);
  t.deepEqual(await (await call(`/api/v1/books/${id}?full=true`)).json(), { params: { bookId: id }, query: { full: true } });
  t.deepEqual(await (await call('/api/v1/books/best', { headers: { Authorization: 'Bearer user' } })).json(), { userId: people.user.userId });
});

for (const [path, status] of [
  [`/api/v1/books/${id}?full=true&full=true`, 400],
  [`/api/v1/books/${id}?full=%00`, 400],
  ['/api/v1/books/%00', 400],
  ['/api/v1/books/%E0%A4%A', 400],
  ['/api/v1/books/1%20OR%201=1', 400],
  ['/api/v1/books/', 404],
  ['/API/v1/books/best', 404],
  ['/api/v1/nothing', 404],
  ['//', 404],
] as const) {
  test(`GET ${path} is ${status}`, async (t) => {
    const answer = await (await gateway(t)).call(path);
    t.is(answer.status, status);
    t.like(await answer.json(), { status });
  });
}

test('a fault tells nothing of its inside, and the log finds it by the request', async (t) => {
  const lines: { requestId?: string; message: string }[] = [];
  const logger: Logger = { ...silentLogger, error: (fields, message) => lines.push({ ...fields, message }) };
  const answer = await (await gateway(t, { logger })).call('/api/v1/fault');
  t.is(answer.status, 500);
  const body = await answer.text();
  t.false(body.includes('SELECT') || body.includes('at '));
  t.is(JSON.parse(body).instance, `urn:uuid:${lines[0]?.requestId}`);
});

test('a wrong method is told with the right ones', async (t) => {
  const answer = await (await gateway(t)).call('/api/v1/books', { method: 'DELETE' });
  t.is(answer.status, 405);
  t.is(answer.headers.get('allow'), 'POST');
});

test('what is internal does not exist to others, and takes a service token from this machine', async (t) => {
  const { call } = await gateway(t);
  t.is((await call('/internal/books', { headers: { Authorization: 'Bearer service' } })).status, 200);
  t.is((await call('/internal/books', { headers: { Authorization: 'Bearer user' } })).status, 403);
  t.is((await call('/internal/books')).status, 401);
  for (const token of ['service', 'forged'])
    t.is((await call('/internal/books', { headers: { Authorization: `Bearer ${token}`, 'X-Forwarded-For': '192.0.2.1' } })).status, 404, token);
});

test('one address has so many requests a minute, and its health checks are not among them', async (t) => {
  const { call } = await gateway(t, { rateLimitPerAddress: 3 });
  for (const _ of [1, 2, 3]) t.is((await call(`/api/v1/books/${id}`)).status, 200);
  const refused = await call('/api/v1/nothing');
  t.is(refused.status, 429);
  t.regex(refused.headers.get('retry-after') ?? '', /^\d+$/);
  t.like(await refused.json(), { code: 'too-many' });
  t.is((await call('/health')).status, 200);
});

test('one account has so many requests a minute, from all its addresses', async (t) => {
  const { call } = await gateway(t, { rateLimitPerAccount: 2, trustProxy: ['127.0.0.1'] });
  const from = (address: string) => call('/api/v1/books/best', { headers: { Authorization: 'Bearer user', 'X-Forwarded-For': address } });
  t.deepEqual([(await from('192.0.2.1')).status, (await from('192.0.2.2')).status, (await from('192.0.2.3')).status], [200, 200, 429]);
});

test('forwarded addresses are believed from a trusted proxy alone', async (t) => {
  const seen: object[] = [];
  const logger: Logger = { ...silentLogger, info: (fields) => seen.push(fields) };
  for (const trustProxy of [[], ['127.0.0.0/8']]) {
    const { call } = await gateway(t, { logger, trustProxy });
    const answer = await call(`/api/v1/books/${id}?full=1`, {
      headers: { 'X-Forwarded-For': '198.51.100.7, 203.0.113.9', 'X-Forwarded-Proto': 'https' },
    });
    t.is(answer.headers.has('strict-transport-security'), trustProxy.length > 0);
  }
  t.like(seen[0], { network: '127.0.0.0', route: '/api/v1/books/{bookId}', method: 'GET', status: 200 });
  t.like(seen[1], { network: '203.0.113.0' });
  t.false(JSON.stringify(seen).includes('full'));
  t.false(JSON.stringify(seen).includes(id));
});

test('pages of other origins may call when they are listed', async (t) => {
  const preflight = (call: Awaited<ReturnType<typeof gateway>>['call'], Origin: string) =>
    call('/api/v1/books', { method: 'OPTIONS', headers: { Origin, 'Access-Control-Request-Method': 'POST' } });
  const closed = await gateway(t);
  t.is((await preflight(closed.call, 'https://a.example')).headers.get('access-control-allow-origin'), null);
  const open = await gateway(t, { corsOrigins: ['https://a.example'] });
  t.is((await preflight(open.call, 'https://a.example')).headers.get('access-control-allow-origin'), 'https://a.example');
  t.is((await preflight(open.call, 'https://b.example')).headers.get('access-control-allow-origin'), null);
});

test('/metrics is for this machine, and for others with the token', async (t) => {
  const { call } = await gateway(t, { metricsToken: { reveal: () => 'a-token-of-16-signs' } });
  const status = async (headers: Record<string, string>) => (await call('/metrics', { headers })).status;
  t.is(await status({}), 200);
  t.is(await status({ 'X-Forwarded-For': '192.0.2.1' }), 401);
  t.is(await status({ 'X-Forwarded-For': '192.0.2.1', Authorization: 'Bearer a-token-of-16-signs' }), 200);
});

/** Sends bytes as they are, where fetch would put them in order, and resolves with all that comes back. */
async function rawAnswer(url: string, request: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(request);
  return await text(socket);
}

for (const path of [
  '/api/v1/../../etc/passwd',
  '/api/v1/..%2f..%2fetc/passwd',
  '/api/v1/%2e%2e/%2e%2e/etc/passwd',
  'http://other.example/etc/passwd',
]) {
  test(`a path that climbs leads nowhere: ${path}`, async (t) => {
    const { server } = await gateway(t);
    const answer = await rawAnswer(server.url(), `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    t.regex(answer, /^HTTP\/1.1 404 .*application\/problem\+json.*"status":404/s);
  });
}

test('what is no HTTP gets a problem and a closed connection', async (t) => {
  const { server } = await gateway(t);
  const answers = (request: string) => rawAnswer(server.url(), request);
  t.regex(await answers('BLA\r\n\r\n'), /^HTTP\/1.1 400 .*application\/problem\+json.*"status":400/s);
  t.regex(await answers(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`), /^HTTP\/1.1 431 .*"status":431/s);
});
