import test from 'ava';
import { z } from 'zod';
import { routeFor } from '../http/route.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { testGateway } from '../testing/gateway.ts';
import { testAuth } from '../testing/sign-in.ts';

const internal = routeFor<object>()({
  method: 'POST',
  path: '/internal/rules/evaluate',
  permission: 'internal',
  tag: 'x',
  summary: 'x',
  response: z.object({ by: z.string() }),
  handler: async ({ caller }) => ({ by: caller().userId }),
});

test('another part of this machine calls /internal with its token, from loopback, for five minutes; nobody else does', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { parts, authenticator, signedUp, accounts, clock } = await testAuth(t, database);
  const { userId, accessToken } = await signedUp();
  await accounts.setRoles(userId, ['super_admin']);
  const server = await testGateway(t, { routes: [internal], authenticator });
  const ask = async (token: string | null, headers = {}) => {
    const answer = await fetch(`${server.url()}/internal/rules/evaluate`, {
      method: 'POST',
      headers: { ...(token && { Authorization: `Bearer ${token}` }), ...headers },
    });
    const { by } = (await answer.json()) as { by?: string };
    return [answer.status, by];
  };
  const token = await parts.tokens.forService('calls');
  t.deepEqual(await ask(token), [200, 'service:calls']);
  t.deepEqual(await ask(accessToken), [403, undefined], 'nor a super administrator');
  t.deepEqual(await ask(null), [401, undefined]);
  t.is((await ask(token, { 'X-Forwarded-For': '127.0.0.1' }))[0], 404, 'through a proxy there is nothing');
  clock.forward(301_000);
  t.is((await ask(token))[0], 401);
});
