import test, { type ExecutionContext } from 'ava';
import { RepondeurError } from '../core/errors.ts';
import { type Health, standIn } from '../core/health.ts';
import { principal, signedIn, testGateway } from '../testing/gateway.ts';
import type { HttpServer } from './server.ts';

const serve = (t: ExecutionContext, health: () => Record<string, Health> = () => ({}), port = 0): Promise<HttpServer> =>
  testGateway(t, { health, port });

test('/health is 200 when every part is ready', async (t) => {
  const server = await serve(t, () => ({ database: { ready: true }, asterisk: { ready: true } }));
  const answer = await fetch(`${server.url()}/health`);
  t.is(answer.status, 200);
  t.deepEqual(await answer.json(), { alive: true, ready: true, status: 'ok', parts: { database: { status: 'ok' }, asterisk: { status: 'ok' } } });
});

test('/health is 503 with the reason of the part that is not, while /health/live stays 200', async (t) => {
  const server = await serve(t, () => ({ database: { ready: true }, asterisk: { ready: false, reason: 'Asterisk is away' } }));
  const answer = await fetch(`${server.url()}/health`);
  t.is(answer.status, 503);
  t.like(await answer.json(), { alive: true, ready: false, status: 'down', parts: { asterisk: { status: 'down', reason: 'Asterisk is away' } } });
  t.is((await fetch(`${server.url()}/health/live`)).status, 200);
});

test('/health is 200 and degraded, with the reason, while something stands in for a part', async (t) => {
  const server = await serve(t, () => ({
    telephony: { ready: true },
    'text-to-speech': standIn({ ready: false, reason: 'its file is gone' }, 'espeak speaks'),
  }));
  const answer = await fetch(`${server.url()}/health`);
  t.is(answer.status, 200);
  t.like(await answer.json(), {
    ready: true,
    status: 'degraded',
    parts: { 'text-to-speech': { status: 'degraded', reason: 'espeak speaks: its file is gone' } },
  });
});

test('/health tells strangers the states, and why only this machine, the metrics token and whoever may read the state of the system', async (t) => {
  const people = { support: principal({ roles: ['support'] }), julie: principal() };
  const server = await testGateway(t, {
    health: () => ({ notifications: { ready: true, degraded: true, reason: 'mail.example.org does not answer' } }),
    authenticator: signedIn(people),
    metricsToken: { reveal: () => 'a-token-of-16-signs' },
    rateLimitPerAddress: 3,
  });
  const asked = async (token?: string, from: Record<string, string> = { 'X-Forwarded-For': '192.0.2.1' }) => {
    const answer = await fetch(`${server.url()}/health`, { headers: { ...from, ...(token && { Authorization: `Bearer ${token}` }) } });
    return [answer.status, ((await answer.json()) as { parts?: Record<string, unknown> }).parts?.notifications];
  };
  const withReason = [200, { status: 'degraded', reason: 'mail.example.org does not answer' }];
  const without = [200, { status: 'degraded' }];
  t.deepEqual(await asked(undefined, {}), withReason);
  t.deepEqual(await asked('a-token-of-16-signs'), withReason);
  t.deepEqual(await asked(), without);
  t.deepEqual(await asked('support'), withReason);
  t.deepEqual(await asked('julie'), without);
  t.deepEqual(await asked('forged'), without);
  t.is((await asked('forged'))[0], 429);
  t.deepEqual(await asked(), without);
});

test('/metrics speaks the text format of Prometheus', async (t) => {
  const answer = await fetch(`${(await serve(t)).url()}/metrics`);
  t.is(answer.status, 200);
  t.regex(answer.headers.get('content-type') ?? '', /^text\/plain; version=/);
  t.true((await answer.text()).includes('# TYPE repondeur_calls_total counter'));
});

test('an unknown address is a problem, with security headers', async (t) => {
  const answer = await fetch(`${(await serve(t)).url()}/nothing`);
  t.is(answer.status, 404);
  t.is(answer.headers.get('content-type'), 'application/problem+json');
  t.is(answer.headers.get('x-content-type-options'), 'nosniff');
  t.like(await answer.json(), { status: 404, title: 'Not Found', code: 'not-found' });
});

test('another method is a problem that names the right ones', async (t) => {
  const answer = await fetch(`${(await serve(t)).url()}/health`, { method: 'POST', body: '{}' });
  t.is(answer.status, 405);
  t.regex(answer.headers.get('allow') ?? '', /GET/);
  t.like(await answer.json(), { status: 405 });
});

test('a fault in a part is a problem that does not tell its inside', async (t) => {
  const server = await serve(t, () => {
    throw new Error('password hunter2');
  });
  const answer = await fetch(`${server.url()}/health`);
  t.is(answer.status, 500);
  const text = await answer.text();
  t.false(text.includes('hunter2'));
  t.like(JSON.parse(text), { status: 500, code: 'internal' });
});

test('a port that is taken is named', async (t) => {
  const first = await serve(t);
  const port = Number(new URL(first.url()).port);
  const error = await t.throwsAsync<RepondeurError>(
    serve(t, () => ({}), port),
    { instanceOf: RepondeurError },
  );
  t.is(error?.code, 'port-taken');
  t.true(error?.message.includes(String(port)));
});

test('the server can be started and stopped again and again', async (t) => {
  const server = await serve(t);
  await server.start();
  await server.stop();
  await server.stop();
  t.false(server.health().ready);
  t.throws(() => server.url(), { instanceOf: RepondeurError });
  await server.start();
  t.is((await fetch(`${server.url()}/health`)).status, 200);
});
