import { RepondeurError } from '../../core/errors.ts';
import type { Health } from '../../core/health.ts';
import type { OutboxItem } from '../../database/outbox.ts';
import type { Channel } from '../../database/outbox-worker/channel.ts';
import type { User, Users } from '../../users/contract.ts';
import { type FaultNotice, faultNotice } from '../fault-notices.ts';
import { noEarWords } from './fault-words.ts';
import { command, emailOf, type Letter } from './letter.ts';
import { type SmtpSettings, sendEmail } from './smtp.ts';

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
    await sendEmail(smtp, emailOf(letter(item.id, smtp.from, user, notice)), signal);
  }

  /** Whether the mail server is there is told by the e-mails about calls. */
  health(): Health {
    return { ready: true };
  }
}

function letter(id: string, from: string, { name, email, language }: User, notice: FaultNotice): Letter {
  const { subject, what, why, mend, commands, once } = noEarWords[language](notice);
  return {
    id,
    from: { name: 'Répondeur', address: from },
    to: { name, address: email },
    language,
    subject,
    parts: [what, why, command(mend, commands)],
    foot: once,
    urgent: true,
    header: ['X-Repondeur-Fault', notice.fault],
  };
}
