import { RepondeurError } from '../../core/errors.ts';
import type { Health } from '../../core/health.ts';
import type { OutboxItem } from '../../database/outbox.ts';
import type { User, Users } from '../../users/contract.ts';
import type { Channel } from '../contract.ts';
import { faultNotice } from '../fault-notices.ts';
import { type FaultWords, noEarWords } from './fault-words.ts';
import { html } from './html.ts';
import { type Email, type SmtpSettings, sendEmail } from './smtp.ts';

export interface FaultEmailOptions {
  smtp: SmtpSettings;
  users: Pick<Users, 'byId'>;
}

/** The e-mail that tells an owner of a fault that only he can mend, with the command that does. */
export class FaultEmail implements Channel {
  readonly #options: FaultEmailOptions;

  constructor(options: FaultEmailOptions) {
    this.#options = options;
  }

  async deliver(item: OutboxItem, signal: AbortSignal): Promise<void> {
    const { smtp, users } = this.#options;
    const notice = faultNotice.parse(item.payload);
    const user = users.byId(notice.userId);
    if (!user) throw new RepondeurError('delivery-refused', 'The user is not in the settings any more');
    await sendEmail(smtp, composed(item.id, smtp.from, user, noEarWords[user.language](notice)), signal);
  }

  /** Whether the mail server is there is told by the e-mails about calls. */
  health(): Health {
    return { ready: true };
  }
}

function composed(id: string, from: string, user: User, words: FaultWords): Email {
  return {
    messageId: `<${id}@${from.split('@').at(-1)}>`,
    from: { name: 'Répondeur', address: from },
    to: { name: user.name, address: user.email },
    subject: words.subject,
    text: textOf(words),
    html: htmlOf(words, user.language),
    urgent: true,
    // RFC 3834: holiday notices and the like do not answer an automatic e-mail.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Repondeur-Fault': 'no-ear' },
  };
}

function textOf({ what, why, mend, commands, once }: FaultWords): string {
  return `${[what, why, `${mend}\n${commands.map((command) => `    ${command}`).join('\n')}`, once].join('\n\n')}\n`;
}

function htmlOf({ subject, what, why, mend, commands, once }: FaultWords, language: User['language']): string {
  return html`<!DOCTYPE html>
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
<p>${why}</p>
<p>${mend}</p>
<pre style="white-space:pre-wrap;border-left:4px solid #d97706;padding-left:12px">${commands.join('\n')}</pre>
<p style="font-size:13px;color:#6b7280">${once}</p>
</div>
</body>
</html>
`.markup;
}
