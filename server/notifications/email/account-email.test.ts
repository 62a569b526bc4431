import test from 'ava';
import { languages } from '../../core/language.ts';
import { silentLogger } from '../../core/logger.ts';
import { queue } from '../../database/outbox.ts';
import { newMasterKey } from '../../database/secrets/master-keys.ts';
import { UserKeys } from '../../database/secrets/user-keys.ts';
import { settingsFrom } from '../../settings/load.ts';
import { temporaryDatabase } from '../../testing/database.ts';
import { TestSmtpServer } from '../../testing/smtp.ts';
import { accountEmailKind, accountSubjects, sealNotice } from '../account-notices.ts';
import { createNotifications } from '../create.ts';

const publicUrl = 'https://repondeur.example.org';
const withLinks = new Set<string>(['verify-email', 'account-exists', 'reset-password', 'invitation', 'change-email']);

test('each e-mail about an account arrives in both languages, with its link where it has one; the outbox does not show it', async (t) => {
  const { database, folder } = await temporaryDatabase(t);
  const smtp = new TestSmtpServer({ folder: `${folder}/mail` });
  await smtp.start();
  t.teardown(() => smtp.stop());
  const document = { users: [{ name: 'x', email: 'x@example.org' }], smtp: { host: smtp.host, port: smtp.port, from: 'repondeur@example.org' } };
  const settings = await settingsFrom(document, { folder: '/', home: '/', runsAsRoot: true });
  const keys = new UserKeys(database, [newMasterKey()]);
  const none = { find: async () => null, byId: () => null, open: async () => null };
  const worker = createNotifications({
    settings,
    database,
    history: none,
    recordings: none,
    users: none,
    accountEmails: { keys, publicUrl },
    logger: silentLogger,
  });
  const token = 'T0ken-_T0ken';
  let count = 0;
  for (const language of languages)
    for (const subject of accountSubjects) {
      const withLink = withLinks.has(subject);
      const notice = { subject, language, name: 'Julie <b>', email: 'julie@example.org', ...(withLink && { token }) };
      const payload = await sealNotice(keys, notice);
      const item = { kind: accountEmailKind, idempotencyKey: `${count}`, payload, now: new Date(Date.UTC(2026, 0, 1, 0, 0, count++)) };
      await database.transaction((transaction) => queue(transaction, item));
    }
  t.false(/julie|T0ken/i.test(JSON.stringify(await database('outbox'))));
  await worker.start();
  t.teardown(() => worker.stop());
  const received = await smtp.waitFor(count);
  t.is(received.length, 2 * accountSubjects.length);
  t.is(new Set(received.map(({ mail }) => mail.subject)).size, count, 'each has words of its own');
  for (const { to, mail } of received) {
    t.deepEqual(to, ['julie@example.org']);
    const purpose = mail.headers.get('x-repondeur-account');
    const link = `${publicUrl}/account#purpose=${purpose === 'account-exists' ? 'reset-password' : purpose}&token=${token}&email=julie%40example.org`;
    const withLink = withLinks.has(String(purpose));
    t.is(mail.text?.includes(link), withLink, String(purpose));
    t.is((mail.html || '').includes(link.replaceAll('&', '&amp;')), withLink, String(purpose));
  }
});
