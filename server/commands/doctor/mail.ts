import { createTransport } from 'nodemailer';
import { withDeadline } from '../../core/abortable.ts';
import { transportOptions } from '../../notifications/email/smtp.ts';
import type { Settings } from '../../settings/schema.ts';
import { type Finding, failed, ok, warn } from './finding.ts';

const deadlineMs = 15_000;

/** Connects to the mail server and logs in; sends nothing. */
export async function checkMail({ smtp }: Settings): Promise<Finding[]> {
  if (!smtp) return [warn('no mail server is set: messages are kept, and no e-mail is sent', 'add an [smtp] section to the settings')];
  const transport = createTransport(transportOptions(smtp));
  try {
    await withDeadline(transport.verify(), deadlineMs, `the mail server ${smtp.host}:${smtp.port}`);
    return [ok(`the mail server ${smtp.host}:${smtp.port} takes our e-mails`)];
  } catch (error) {
    return [failed(`the mail server ${smtp.host}:${smtp.port}`, error, 'check smtp.host, smtp.port, smtp.secure, smtp.username and smtp.password')];
  } finally {
    transport.close();
  }
}
