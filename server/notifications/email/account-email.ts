import type { Health } from '../../core/health.ts';
import type { OutboxItem } from '../../database/outbox.ts';
import type { UserKeys } from '../../database/secrets/user-keys.ts';
import { type AccountNotice, openNotice } from '../account-notices.ts';
import type { Channel } from '../contract.ts';
import { accountWords } from './account-words.ts';
import { html } from './html.ts';
import { type Email, type SmtpSettings, sendEmail } from './smtp.ts';

export interface AccountEmailOptions {
  smtp: SmtpSettings;
  keys: UserKeys;
  /** "https://repondeur.example.org". */
  publicUrl: string;
}

/** The e-mails about accounts: links to verify an address or choose a password, invitations, and what an owner should know of. */
export class AccountEmail implements Channel {
  readonly #options: AccountEmailOptions;

  constructor(options: AccountEmailOptions) {
    this.#options = options;
  }

  async deliver(item: OutboxItem, signal: AbortSignal): Promise<void> {
    const { smtp, keys, publicUrl } = this.#options;
    const notice = await openNotice(keys, item.payload);
    await sendEmail(smtp, composed(item.id, smtp.from, notice, accountLink(publicUrl, notice)), signal);
  }

  /** Whether the mail server is there is told by the e-mails about calls. */
  health(): Health {
    return { ready: true };
  }
}

/** The token stands behind the "#": no server, proxy or log sees it. */
export function accountLink(publicUrl: string, { subject, email, token }: Pick<AccountNotice, 'subject' | 'email' | 'token'>): string | null {
  if (token === undefined) return null;
  const purpose = subject === 'account-exists' ? 'reset-password' : subject;
  return `${publicUrl}/account#${new URLSearchParams({ purpose, token, email })}`;
}

function composed(id: string, from: string, { subject, name, email, language }: AccountNotice, link: string | null): Email {
  const words = accountWords[language][subject];
  return {
    messageId: `<${id}@${from.split('@').at(-1)}>`,
    from: { name: 'Répondeur', address: from },
    to: { name, address: email },
    subject: words.subject,
    text: `${[...words.lines, ...(link ? [link] : []), words.foot].join('\n\n')}\n`,
    html: html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words.subject}</title>
</head>
<body style="margin:0;padding:16px;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto">
${words.lines.map((line) => html`<p>${line}</p>`)}
${
  link &&
  html`<p><a href="${link}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#1d4ed8;color:#fff;text-decoration:none">${words.button}</a></p>
<p style="font-size:13px;word-break:break-all">${link}</p>`
}
<p style="font-size:13px;color:#6b7280">${words.foot}</p>
</div>
</body>
</html>
`.markup,
    urgent: false,
    // RFC 3834: holiday notices and the like do not answer an automatic e-mail.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Repondeur-Account': subject },
  };
}
