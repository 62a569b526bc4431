import test, { type ExecutionContext } from 'ava';
import { apiRoutes } from '../api.ts';
import { type Permission, permissions } from '../core/access.ts';
import { principal, signedIn, testGateway } from '../testing/gateway.ts';
import { problemSchema } from './problem.ts';
import type { Route } from './route.ts';

/**
 * The walls of every route of the product. Bad input never reaches a handler, so there are no services here: a request that gets through fails with
 * 500, and the test with it. Each route that joins server/api.ts is driven too.
 */
type AnyRoute = Route<never>;
const routes = apiRoutes as readonly unknown[] as readonly AnyRoute[];
const isPermission = (word: string): word is Permission => (permissions as readonly string[]).includes(word);

const everything = principal({ roles: ['super_admin'] });
const proofIsOld = principal({ roles: ['super_admin'], recentlyProved: false });
const program = principal({ roles: ['super_admin'], sessionId: null, scopes: permissions });
const service = principal({ userId: 'service', sessionId: null, scopes: [] });

async function door(t: ExecutionContext, route: AnyRoute) {
  const lacking = permissions.filter((permission) => permission !== route.permission);
  const without = principal({ roles: ['super_admin'], scopes: lacking });
  const routesHere = [{ ...route, limit: undefined }] as unknown as Route<object>[];
  const server = await testGateway(t, {
    routes: routesHere,
    authenticator: signedIn({ everything, proofIsOld, program, service, without }),
    maxBodyBytes: 10_000,
  });
  const right = route.permission === 'internal' ? 'service' : 'everything';
  const path = (id = '01980000-0000-7000-8000-00000000000a') => route.path.replaceAll(/\{\w+\}/g, id);
  return {
    path,
    async send({ url = path(), body, type = 'application/json', who = right, headers = {} }: Sent) {
      const answer = await fetch(`${server.url()}${url}`, {
        method: route.method,
        headers: { ...(who && { Authorization: `Bearer ${who}` }), ...(body !== undefined && { 'Content-Type': type }), ...headers },
        ...(body !== undefined && { body }),
      });
      return { status: answer.status, type: answer.headers.get('content-type'), problem: problemSchema.strict().safeParse(await answer.json()) };
    },
  };
}

interface Sent {
  url?: string;
  body?: string;
  type?: string;
  who?: string | null;
  headers?: Record<string, string>;
}

async function refused(
  t: ExecutionContext,
  asked: Promise<{ status: number; type: string | null; problem: { success: boolean } }>,
  statuses: number[],
  what: string,
) {
  const { status, type, problem } = await asked;
  t.true(statuses.includes(status), `${what}: ${status}`);
  t.is(type, 'application/problem+json', what);
  t.true(problem.success, `${what} is no problem document`);
}

const hostile = ["' OR 1=1 --", '<script>alert(1)</script>', '../../etc/passwd', '%00', '\u202e', 'x'.repeat(3000)];
const badBodies: [string, string, number[]][] = [
  ['half a document', '{"a":', [400]],
  ['a list', '[]', [400]],
  ['null', 'null', [400]],
  ['unknown fields', '{"definitelyNotAField":1,"__proto__":{"admin":true}}', [400]],
  ['a NUL', '{"definitelyNotAField":"\\u0000"}', [400]],
  ['depth', `${'{"a":'.repeat(900)}1${'}'.repeat(900)}`, [400]],
  ['size', JSON.stringify({ a: 'x'.repeat(20_000) }), [413]],
];

for (const route of routes) {
  const name = `${route.method} ${route.path}`;

  test(`${name} asks who it is and whether he may`, async (t) => {
    const { send } = await door(t, route);
    if (route.permission === 'public') {
      t.pass('public');
      return;
    }
    await refused(t, send({ who: null }), [401], 'nobody');
    await refused(t, send({ who: 'forged' }), [401], 'a forged token');
    if (isPermission(route.permission)) await refused(t, send({ who: 'without' }), [403], 'without the permission');
    if (route.permission === 'internal') await refused(t, send({ headers: { 'X-Forwarded-For': '192.0.2.1' } }), [404], 'from elsewhere');
  });

  if (route.stepUp)
    test(`${name} is dear: it asks for a recent proof, and no API key does it`, async (t) => {
      const { send } = await door(t, route);
      await refused(t, send({ who: 'proofIsOld' }), [401], 'an old proof');
      await refused(t, send({ who: 'program' }), [403], 'an API key that may everything');
    });

  test(`${name} refuses parameters that are none`, async (t) => {
    const { send, path } = await door(t, route);
    await refused(t, send({ url: `${path()}?definitelyNotAParameter=1` }), [400], 'an unknown parameter');
    if (route.query)
      for (const value of ['-1', '999999999999', '%00', "'%20OR%201=1"])
        await refused(t, send({ url: `${path()}?limit=${value}` }), [400], `limit=${value}`);
    if (path() === path('x')) return;
    for (const id of hostile) await refused(t, send({ url: path(encodeURIComponent(id)) }), [400, 404, 414], `the id ${id.slice(0, 20)}`);
  });

  test(`${name} refuses bodies that are none`, async (t) => {
    const { send } = await door(t, route);
    if (route.method === 'GET') {
      t.is(route.body, undefined, 'a GET takes no body');
      return;
    }
    if (!route.body) {
      await refused(t, send({ body: '{"a":1}' }), [400], 'a body where none is taken');
      return;
    }
    await refused(t, send({}), [400], 'no body');
    await refused(t, send({ body: 'a=1', type: 'application/x-www-form-urlencoded' }), [415], 'a form');
    // A webhook is given whatever its sender signed.
    for (const [what, body, statuses] of route.rawBody ? [] : badBodies) await refused(t, send({ body }), statuses, what);
  });
}

test('these are dear, and no others', (t) => {
  t.deepEqual(
    routes.filter(({ stepUp }) => stepUp).map(({ method, path }) => `${method} ${path}`),
    [
      'PUT /api/v1/auth/email',
      'POST /api/v1/auth/invitations',
      'POST /api/v1/auth/totp',
      'POST /api/v1/auth/totp/confirm',
      'POST /api/v1/auth/totp/recovery-codes',
      'POST /api/v1/auth/totp/remove',
      'POST /api/v1/auth/passkeys/options',
      'POST /api/v1/auth/passkeys',
      'DELETE /api/v1/auth/passkeys/{passkeyId}',
      'POST /api/v1/auth/api-keys',
      'DELETE /api/v1/users/me/profile',
      'POST /api/v1/users/me/subscription/portal',
      'POST /api/v1/admin/invoices/{invoiceId}/payment',
      'PUT /api/v1/admin/users/{userId}/status',
      'PUT /api/v1/admin/system-config',
    ],
  );
});
