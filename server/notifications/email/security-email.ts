import { RepondeurError } from '../../core/errors.ts';
import type { Health } from '../../core/health.ts';
import type { OutboxItem } from '../../database/outbox.ts';
import type { Account, Accounts } from '../../users/accounts.ts';
import type { Channel } from '../contract.ts';
import { securityNotice } from '../security-notices.ts';
import { html } from './html.ts';
import { actionsOf, type SecurityWords, securityWords } from './security-words.ts';
import { type Email, type SmtpSettings, sendEmail } from './smtp.ts';

export interface SecurityEmailOptions {
  smtp: SmtpSettings;
  accounts: Pick<Accounts, 'byId'>;
}

/** The e-mail that tells an administrator of a suspicious pattern. */
export class SecurityEmail implements Channel {
  readonly #options: SecurityEmailOptions;

  constructor(options: SecurityEmailOptions) {
    this.#options = options;
  }

  async deliver(item: OutboxItem, signal: AbortSignal): Promise<void> {
    const { smtp, accounts } = this.#options;
    const { userId, pattern, count, minutes } = securityNotice.parse(item.payload);
    const account = await accounts.byId(userId);
    if (account?.status !== 'active') throw new RepondeurError('delivery-refused', 'The administrator has no active account any more');
    const command = `bin/repondeur audit list --action ${actionsOf[pattern]}`;
    await sendEmail(smtp, composed(item.id, smtp.from, account, securityWords(account.language, pattern, count, minutes), command), signal);
  }

  /** Whether the mail server is there is told by the e-mails about calls. */
  health(): Health {
    return { ready: true };
  }
}

function composed(id: string, from: string, { name, email, language }: Account, words: SecurityWords, command: string): Email {
  const { subject, what, advice, look, once } = words;
  return {
    messageId: `<${id}@${from.split('@').at(-1)}>`,
    from: { name: 'Répondeur', address: from },
    to: { name, address: email },
    subject,
    text: `${[what, advice, `${look}\n    ${command}`, once].join('\n\n')}\n`,
    html: html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${subject}</title>
</head>
<body style="margin:0;padding:16px;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto">
<p>${what}</p>
<p>${advice}</p>
<p>${look}</p>
<pre style="white-space:pre-wrap;border-left:4px solid #d97706;padding-left:12px">${command}</pre>
<p style="font-size:13px;color:#6b7280">${once}</p>
</div>
</body>
</html>
`.markup,
    urgent: true,
    // RFC 3834: holiday notices and the like do not answer an automatic e-mail.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Repondeur-Security': 'alert' },
  };
}
