import type { Health } from '../../core/health.ts';
import type { OutboxItem } from '../../database/outbox.ts';
import type { Channel } from '../../database/outbox-worker/channel.ts';
import type { UserKeys } from '../../database/secrets/user-keys.ts';
import { type AccountNotice, openNotice } from '../account-notices.ts';
import { accountWords } from './account-words.ts';
import { html } from './html.ts';
import { emailOf, type Letter } from './letter.ts';
import { type SmtpSettings, sendEmail } from './smtp.ts';

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
    await sendEmail(smtp, emailOf(letter(item.id, smtp.from, notice, accountLink(publicUrl, notice))), signal);
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

function letter(id: string, from: string, { subject, name, email, language }: AccountNotice, link: string | null): Letter {
  const words = accountWords[language][subject];
  return {
    id,
    from: { name: 'Répondeur', address: from },
    to: { name, address: email },
    language,
    subject: words.subject,
    parts: [...words.lines, ...(link ? [{ text: link, html: button(link, words.button ?? link) }] : [])],
    foot: words.foot,
    urgent: false,
    header: ['X-Repondeur-Account', subject],
  };
}

const button = (link: string, word: string) =>
  html`<p><a href="${link}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#1d4ed8;color:#fff;text-decoration:none">${word}</a></p>
<p style="font-size:13px;word-break:break-all">${link}</p>`;
