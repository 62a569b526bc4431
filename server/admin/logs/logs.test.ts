import test from 'ava';
import { LogStore } from '../../observability/log-store.ts';
import { createLogger } from '../../observability/logger.ts';
import { temporaryFolder } from '../../testing/database.ts';
import { principal, signedIn, testGateway } from '../../testing/gateway.ts';
import { type LogServices, logRoutes } from './routes.ts';

test('administrators read the log by page, level and words, without personal data; others do not', async (t) => {
  const logs = new LogStore({ directory: await temporaryFolder(t), maxBytes: 100_000 });
  t.teardown(() => logs.close());
  const logger = createLogger({ level: 'info', pii: false, destination: { write: (line) => logs.write(line) } });
  logger.info({ requestId: 'r1', piiCaller: '+33639980001' }, 'a call was taken');
  logger.warn({}, 'a warning');
  const server = await testGateway<LogServices>(t, {
    routes: logRoutes,
    services: { logs },
    authenticator: signedIn({ boss: principal({ roles: ['admin'] }), helper: principal({ roles: ['support'] }) }),
  });
  const get = async (query: string, who = 'boss') => {
    const answer = await fetch(`${server.url()}/api/v1/admin/system-logs${query}`, { headers: { Authorization: `Bearer ${who}` } });
    return { status: answer.status, text: await answer.text() };
  };
  const first = JSON.parse((await get('?limit=1')).text);
  t.like(first.items, [{ level: 'warn', message: 'a warning' }]);
  const second = JSON.parse((await get(`?limit=1&cursor=${first.nextCursor}`)).text);
  t.like(second.items, [{ level: 'info', message: 'a call was taken', fields: { requestId: 'r1' } }]);
  t.is(JSON.parse((await get('?level=warn')).text).items.length, 1);
  t.is(JSON.parse((await get('?search=CALL&until=2100-01-01T00:00:00%2B02:00')).text).items.length, 1);
  t.false((await get('')).text.includes('639980001'));
  t.is((await get('', 'helper')).status, 403);
  for (const query of ['?level=loud', '?since=yesterday', '?cursor=abc', '?search=']) t.is((await get(query)).status, 400, query);
});
