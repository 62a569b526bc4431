import test from 'ava';
import { z } from 'zod';
import { newMasterKey } from '../database/secrets/master-keys.ts';
import { UserKeys } from '../database/secrets/user-keys.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { testGateway } from '../testing/gateway.ts';
import { IdempotencyStore } from './idempotency/store.ts';
import { routeFor } from './route.ts';

test('a path and its other names are one: the same answer, one limit and one set of keys', async (t) => {
  const counted = { handled: 0 };
  const named = routeFor<typeof counted>()({
    method: 'POST',
    path: '/api/v1/pages/{page}',
    aliases: ['/pages/{page}'],
    permission: 'public',
    tag: 'Books',
    summary: 'A page',
    idempotent: true,
    limit: { requests: 3, perSeconds: 60 },
    params: z.strictObject({ page: z.string() }),
    response: z.object({ page: z.string() }),
    handler: async ({ params }, services) => {
      services.handled += 1;
      return params;
    },
  });
  const { database } = await temporaryDatabase(t);
  const keys = new IdempotencyStore(database, new UserKeys(database, [newMasterKey()]));
  const server = await testGateway<typeof counted>(t, { routes: [named], services: counted, idempotencyKeys: keys });
  const ask = (path: string) => fetch(`${server.url()}${path}`, { method: 'POST', headers: { 'Idempotency-Key': 'k1' } });
  t.deepEqual(await (await ask('/api/v1/pages/7')).json(), { page: '7' });
  const replayed = await ask('/pages/7');
  t.deepEqual([replayed.headers.get('idempotency-replayed'), await replayed.json()], ['true', { page: '7' }]);
  t.is(counted.handled, 1);
  t.deepEqual([(await ask('/pages/7')).status, (await ask('/pages/7')).status], [200, 429]);
});
