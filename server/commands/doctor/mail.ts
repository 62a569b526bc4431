import { checkMailServer } from '../../notifications/email/smtp.ts';
import type { Settings } from '../../settings/schema.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** Connects to the mail server and logs in; sends nothing. */
export async function checkMail({ smtp }: Settings): Promise<Finding[]> {
  if (!smtp) return [warn('no mail server is set: messages are kept, and no e-mail is sent', 'add an [smtp] section to the settings')];
  const { ready, reason } = await checkMailServer(smtp);
  if (ready) return [ok(`the mail server ${smtp.host}:${smtp.port} takes our e-mails`)];
  return [fail(reason ?? 'the mail server does not answer', 'messages are kept and sent once it works')];
}
