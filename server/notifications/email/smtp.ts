import { createTransport, type SMTPTransportOptions } from 'nodemailer';
import { asError, RepondeurError } from '../../core/errors.ts';
import type { Health } from '../../core/health.ts';
import type { Settings } from '../../settings/schema.ts';

export type SmtpSettings = NonNullable<Settings['smtp']>;

/** An e-mail as it is handed to the mail server. */
export interface Email {
  /** The same for every attempt, so that a mailbox can tell a second copy. */
  messageId: string;
  from: { name: string; address: string };
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  urgent: boolean;
  headers: Record<string, string>;
  /** A copy that the others do not see. */
  bcc?: string;
  attachment?: { fileName: string; content: Buffer; contentType: string };
}

/** The mail server will not take this e-mail, now or later. */
export class EmailRefused extends RepondeurError {
  /** It might be taken without its attachment. */
  readonly tooLarge: boolean;

  constructor(message: string, tooLarge: boolean, cause: unknown) {
    super('delivery-refused', message, { cause });
    this.name = 'EmailRefused';
    this.tooLarge = tooLarge;
  }
}

/** RFC 5321 (section 4.5.3.2.6) gives the server ten minutes for its answer to the end of the data. Connecting takes no such time. */
const timeouts = { connectionTimeout: 20_000, greetingTimeout: 30_000, dnsTimeout: 15_000, socketTimeout: 10 * 60_000 };

/**
 * Hands one e-mail to the mail server, over a connection of its own. Resolves when the server has accepted it. Rejects with EmailRefused, or
 * 'delivery-failed' (retryable) when it may go through later. An aborted signal closes the connection.
 */
export async function sendEmail(settings: SmtpSettings, email: Email, signal?: AbortSignal): Promise<void> {
  const transport = createTransport(transportOptions(settings));
  const { attachment, urgent, ...rest } = email;
  try {
    await transport.sendMail({
      ...rest,
      signal,
      priority: urgent ? 'high' : 'normal',
      attachments: attachment ? [{ filename: attachment.fileName, content: attachment.content, contentType: attachment.contentType }] : [],
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } catch (error) {
    throw signal?.aborted ? signal.reason : fault(settings, asError(error) as SmtpFault);
  } finally {
    transport.close();
  }
}

/** For doctor: connects, logs in, sends nothing. Never rejects. */
export async function checkMailServer(settings: SmtpSettings): Promise<Health> {
  const transport = createTransport(transportOptions(settings));
  try {
    await transport.verify();
    return { ready: true };
  } catch (error) {
    return { ready: false, reason: fault(settings, asError(error) as SmtpFault).message };
  } finally {
    transport.close();
  }
}

/** A password never crosses a network in clear: with one, TLS is required unless the server is on this machine. */
export function transportOptions({ host, port, secure, username, password }: SmtpSettings): SMTPTransportOptions {
  const loopback = /^(localhost|127(\.\d+){3}|::1)$/.test(host);
  const auth = username && password ? { user: username, pass: password.reveal() } : undefined;
  return { host, port, secure, ...timeouts, ...(auth && { auth }), requireTLS: !secure && !loopback && auth !== undefined, ignoreTLS: loopback };
}

/** What nodemailer adds to its errors. */
interface SmtpFault extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

/** Answers about our account or the session, not about the e-mail: the administrator can mend them, so the e-mail waits. */
const aboutAccount = new Set([503, 530, 534, 535, 538]);

function fault(settings: SmtpSettings, error: SmtpFault): RepondeurError {
  const { code, command = '', responseCode: answer = 0, response = '' } = error;
  const server = `The mail server ${settings.host}:${settings.port}`;
  if (code === 'EAUTH' || aboutAccount.has(answer))
    return failed(`${server} does not accept the account (${answer || code}): check smtp.username and smtp.password`, error);
  const aboutEmail = /^(MAIL|RCPT|DATA)/.test(command);
  if (aboutEmail && answer >= 500)
    return new EmailRefused(`${server} refuses the e-mail (${answer} at ${command})`, answer === 552 || /\b5\.(3\.4|2\.3)\b/.test(response), error);
  if (code === 'EENVELOPE' && answer === 0)
    return new EmailRefused('The address of the user or of smtp.from is not one that e-mail can use', false, error);
  if (answer > 0) return failed(`${server} cannot take e-mail now (${answer})`, error);
  return failed(`${server} cannot be reached (${code ?? 'unknown'}): check smtp.host and smtp.port, and that it is up`, error);
}

function failed(message: string, cause: unknown): RepondeurError {
  return new RepondeurError('delivery-failed', message, { retryable: true, cause });
}
