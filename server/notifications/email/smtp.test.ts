import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { RepondeurError } from '../../core/errors.ts';
import { Secret } from '../../settings/secret.ts';
import { temporaryFolder } from '../../testing/database.ts';
import { TestSmtpServer } from '../../testing/smtp.ts';
import { checkMailServer, type Email, EmailRefused, type SmtpSettings, sendEmail, transportOptions } from './smtp.ts';

const account = { username: 'repondeur', password: 'hunter2' };
const email: Email = {
  messageId: '<1@example.org>',
  from: { name: 'Répondeur', address: 'repondeur@example.org' },
  to: { name: 'Camille', address: 'camille@example.org' },
  subject: 'Message',
  text: 'Bonjour',
  html: '<p>Bonjour</p>',
  urgent: false,
  headers: {},
};

async function serve(t: ExecutionContext): Promise<{ server: TestSmtpServer; settings(password?: string): SmtpSettings }> {
  const server = new TestSmtpServer({ folder: join(await temporaryFolder(t), 'mail'), account });
  await server.start();
  t.teardown(() => server.stop());
  const settings = (password = account.password) => ({
    host: server.host,
    port: server.port,
    secure: false,
    username: account.username,
    password: new Secret(password),
    from: 'repondeur@example.org',
  });
  return { server, settings };
}

test('an e-mail goes through the account of the settings', async (t) => {
  const { server, settings } = await serve(t);
  await sendEmail(settings(), email);
  const [received] = await server.waitFor(1);
  t.is(received?.mail.messageId, '<1@example.org>');
});

test('a wrong password is no fault of the e-mail: it waits, and the settings to look at are named without the password', async (t) => {
  const { settings } = await serve(t);
  const error = await t.throwsAsync<RepondeurError>(sendEmail(settings('wrong-one'), email), { instanceOf: RepondeurError });
  t.like(error, { code: 'delivery-failed', retryable: true });
  t.regex(error?.message ?? '', /smtp\.username and smtp\.password/);
  t.false(error?.message.includes('wrong-one'));
});

test('a server that is down is named, with the settings to look at', async (t) => {
  const { server, settings } = await serve(t);
  await server.stop();
  const error = await t.throwsAsync<RepondeurError>(sendEmail(settings(), email), { instanceOf: RepondeurError });
  t.like(error, { code: 'delivery-failed', retryable: true });
  t.regex(error?.message ?? '', /ECONNREFUSED|ESOCKET|ECONNECTION/);
  t.regex(error?.message ?? '', /smtp\.host/);
});

test('an address that the server does not know is refused for good', async (t) => {
  const { server, settings } = await serve(t);
  server.refusals.push({ stage: 'rcpt', code: 550 });
  const error = await t.throwsAsync<EmailRefused>(sendEmail(settings(), email), { instanceOf: EmailRefused });
  t.like(error, { code: 'delivery-refused', retryable: false, tooLarge: false });
});

test('an aborted signal ends a delivery in the middle, with its reason', async (t) => {
  const { server, settings } = await serve(t);
  server.acceptAfterMs = 60_000;
  const abort = new AbortController();
  const sending = sendEmail(settings(), email, abort.signal);
  await server.waitUntil(() => server.dataCount === 1);
  const reason = new Error('enough');
  abort.abort(reason);
  t.is(await t.throwsAsync(sending), reason);
});

test('a password crosses a network only under TLS, also where the server does not offer it', (t) => {
  const settings: SmtpSettings = { host: 'smtp.example.org', port: 587, secure: false, ...account, password: new Secret('x'), from: 'a@example.org' };
  t.like(transportOptions(settings), { secure: false, requireTLS: true, ignoreTLS: false });
  t.like(transportOptions({ ...settings, port: 465, secure: true }), { secure: true });
  t.like(transportOptions({ ...settings, password: undefined }), { requireTLS: false, ignoreTLS: false });
  t.like(transportOptions({ ...settings, host: '127.0.0.1' }), { requireTLS: false, ignoreTLS: true });
});

test('the mail server can be checked without an e-mail', async (t) => {
  const { server, settings } = await serve(t);
  t.deepEqual(await checkMailServer(settings()), { ready: true });
  t.regex((await checkMailServer(settings('wrong-one'))).reason ?? '', /smtp\.password/);
  await server.stop();
  t.regex((await checkMailServer(settings())).reason ?? '', /cannot be reached/);
  t.is(server.received.length, 0);
});
