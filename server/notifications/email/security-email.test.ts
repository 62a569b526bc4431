import { join } from 'node:path';
import test from 'ava';
import { silentLogger } from '../../core/logger.ts';
import { Outbox } from '../../database/outbox.ts';
import { OutboxWorker } from '../../database/outbox-worker/worker.ts';
import { temporaryDatabase } from '../../testing/database.ts';
import { TestSmtpServer } from '../../testing/smtp.ts';
import { until } from '../../testing/until.ts';
import { AccountStore } from '../../users/account-store.ts';
import { SecurityNotices, securityEmailKind } from '../security-notices.ts';
import { SecurityEmail } from './security-email.ts';

test('every administrator gets the e-mail about a pattern in his language, with the command that shows more; nobody else does', async (t) => {
  const { database, folder } = await temporaryDatabase(t);
  const server = new TestSmtpServer({ folder: join(folder, 'mail') });
  await server.start();
  t.teardown(() => server.stop());
  const accounts = new AccountStore(database);
  await accounts.create({ name: 'Emily <Boss>', email: 'emily@example.org', roles: ['admin'], language: 'en' });
  await accounts.create({ name: 'Camille', email: 'camille@example.org', roles: ['super_admin'], language: 'fr' });
  await accounts.create({ name: 'Julie', email: 'julie@example.org' });
  const smtp = { host: server.host, port: server.port, secure: false, from: 'repondeur@example.org' };
  const channels = { [securityEmailKind]: new SecurityEmail({ smtp, accounts }) };
  const worker = new OutboxWorker({ outbox: new Outbox(database), channels, logger: silentLogger });
  t.teardown(() => worker.stop());
  await worker.start();
  const notices = new SecurityNotices({ database, accounts, onQueued: () => worker.notify() });
  await notices.tell({ pattern: 'many-failed-sign-ins', count: 20, minutes: 15, at: new Date() });
  await until('two e-mails', () => server.received.length === 2);
  const of = (address: string) => server.received.find(({ to }) => to.includes(address))?.mail;
  t.is(of('emily@example.org')?.subject, 'Répondeur: many sign-ins have failed');
  t.regex(
    of('emily@example.org')?.text ?? '',
    /At least 20 sign-ins have failed within 15 minutes[\s\S]*bin\/repondeur audit list --action sign-in\.failed/,
  );
  t.is(of('camille@example.org')?.subject, 'Répondeur : de nombreuses connexions ont échoué');
  t.regex(of('camille@example.org')?.text ?? '', /Au moins 20 connexions/);
  t.is(of('julie@example.org'), undefined);
});
