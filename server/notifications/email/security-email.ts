import { RepondeurError } from '../../core/errors.ts';
import type { Health } from '../../core/health.ts';
import type { OutboxItem } from '../../database/outbox.ts';
import type { Channel } from '../../database/outbox-worker/channel.ts';
import type { Account, Accounts } from '../../users/accounts.ts';
import { type SecurityNotice, securityNotice } from '../security-notices.ts';
import { command, emailOf, type Letter } from './letter.ts';
import { actionsOf, securityWords } from './security-words.ts';
import { type SmtpSettings, sendEmail } from './smtp.ts';

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
    const notice = securityNotice.parse(item.payload);
    const account = await accounts.byId(notice.userId);
    if (account?.status !== 'active') throw new RepondeurError('delivery-refused', 'The administrator has no active account any more');
    await sendEmail(smtp, emailOf(letter(item.id, smtp.from, account, notice)), signal);
  }

  /** Whether the mail server is there is told by the e-mails about calls. */
  health(): Health {
    return { ready: true };
  }
}

function letter(id: string, from: string, { name, email, language }: Account, { pattern, count, minutes }: SecurityNotice): Letter {
  const { subject, what, advice, look, once } = securityWords(language, pattern, count, minutes);
  return {
    id,
    from: { name: 'Répondeur', address: from },
    to: { name, address: email },
    language,
    subject,
    parts: [what, advice, command(look, [`bin/repondeur audit list --action ${actionsOf[pattern]}`])],
    foot: once,
    urgent: true,
    header: ['X-Repondeur-Security', 'alert'],
  };
}
