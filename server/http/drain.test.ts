import test from 'ava';
import { z } from 'zod';
import { testGateway } from '../testing/gateway.ts';
import { routeFor } from './route.ts';

interface Gate {
  entered(): void;
  opened: Promise<void>;
}

const slow = routeFor<Gate>()({
  method: 'GET',
  path: '/api/v1/slow',
  permission: 'public',
  tag: 'Slow',
  summary: 'Waits',
  response: z.object({ done: z.boolean() }),
  handler: async (_, { entered, opened }) => {
    entered();
    await opened;
    return { done: true };
  },
});

test('a request that is being answered when the server stops gets its answer, and a new one no connection', async (t) => {
  const entered = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  const server = await testGateway<Gate>(t, { routes: [slow], services: { entered: entered.resolve, opened: opened.promise } });
  const url = `${server.url()}/api/v1/slow`;
  const asked = fetch(url);
  await entered.promise;
  const stopped = server.stop();
  await t.throwsAsync(fetch(url));
  opened.resolve();
  const answer = await asked;
  t.deepEqual(await answer.json(), { done: true });
  t.is(answer.headers.get('connection'), 'close');
  await stopped;
});
