import test from 'ava';
import { alertPatterns } from '../core/security-alerts.ts';
import { eachDatabase } from '../testing/each-database.ts';
import { AccountStore } from '../users/account-store.ts';
import { securityWords } from './email/security-words.ts';
import { SecurityNotices } from './security-notices.ts';

const each = eachDatabase(test);

each('every active administrator is told once an hour, however many servers see it', async (t, database) => {
  const accounts = new AccountStore(database);
  const boss = await accounts.create({ name: 'Boss', email: 'boss@example.org', roles: ['admin', 'super_admin'] });
  const gone = await accounts.create({ name: 'Gone', email: 'gone@example.org', roles: ['admin'] });
  await accounts.create({ name: 'Julie', email: 'julie@example.org' });
  await accounts.setStatus(gone.id, 'suspended');
  const at = new Date('2026-05-04T10:20:00Z');
  const servers = [new SecurityNotices({ database, accounts }), new SecurityNotices({ database, accounts })];
  for (const server of servers) await server.tell({ pattern: 'forged-webhooks', count: 3, minutes: 15, at });
  const rows = await database('outbox').select<{ kind: string; payload: string }[]>('kind', 'payload');
  t.deepEqual(
    rows.map(({ kind, payload }) => [kind, JSON.parse(payload)]),
    [['email.security', { userId: boss.id, pattern: 'forged-webhooks', count: 3, minutes: 15, at: at.toISOString() }]],
  );
});

test('every pattern has its words in both languages', (t) => {
  for (const pattern of alertPatterns) {
    const [fr, en] = (['fr', 'en'] as const).map((language) => securityWords(language, pattern, 20, 15));
    for (const words of [fr, en]) for (const text of Object.values(words ?? {})) t.true(text.length > 10);
    t.not(fr?.subject, en?.subject);
  }
});
