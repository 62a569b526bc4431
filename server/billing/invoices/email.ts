import { z } from 'zod';
import { RepondeurError } from '../../core/errors.ts';
import type { Health } from '../../core/health.ts';
import type { OutboxItem } from '../../database/outbox.ts';
import type { Channel } from '../../database/outbox-worker/channel.ts';
import { html } from '../../notifications/email/html.ts';
import { emailOf, type Letter } from '../../notifications/email/letter.ts';
import { type SmtpSettings, sendEmail } from '../../notifications/email/smtp.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Accounts } from '../../users/accounts.ts';
import type { Customer } from '../contract.ts';
import { invoiceStatus } from './invoice.ts';
import { invoicePdf } from './pdf.ts';
import type { InvoiceStore } from './store.ts';
import { type InvoiceView, invoiceView } from './view.ts';

export interface InvoiceEmailOptions {
  smtp: SmtpSettings;
  terms: NonNullable<Settings['invoices']>;
  invoices: Pick<InvoiceStore, 'find'>;
  accounts: Pick<Accounts, 'byId'>;
}

const payloadSchema = z.object({ invoiceId: z.string() });

/** Sends an invoice as a PDF to its user, and a copy to the accounts. */
export class InvoiceEmail implements Channel {
  readonly #options: InvoiceEmailOptions;

  constructor(options: InvoiceEmailOptions) {
    this.#options = options;
  }

  async deliver(item: OutboxItem, signal: AbortSignal): Promise<void> {
    const { smtp, terms, invoices, accounts } = this.#options;
    const invoice = await invoices.find(payloadSchema.parse(item.payload).invoiceId);
    if (!invoice || invoiceStatus(invoice) === 'void') throw new RepondeurError('delivery-refused', 'The invoice is void');
    const account = await accounts.byId(invoice.userId);
    if (!account || account.status === 'deleted') throw new RepondeurError('delivery-refused', 'The user has no account any more');
    const { id: userId, name, email, language } = account;
    const customer = { userId, name, email, language };
    const view = invoiceView(invoice, terms, customer);
    const attachment = { fileName: `${view.words.fileName}-${view.number}.pdf`, content: await invoicePdf(view), contentType: 'application/pdf' };
    const copy = terms.copyTo === undefined ? {} : { bcc: terms.copyTo };
    await sendEmail(smtp, { ...emailOf(letter(item.id, smtp.from, view, customer)), attachment, ...copy }, signal);
  }

  /** Whether the mail server is there is told by the e-mails about calls. */
  health(): Health {
    return { ready: true };
  }
}

function letter(id: string, from: string, { words, number, seller, howToPay, total, due }: InvoiceView, customer: Customer): Letter {
  const [what = '', how = ''] = words.email.text(total, due);
  const reference = `${words.reference}: ${number}`;
  return {
    id,
    from: { name: seller, address: from },
    to: { name: customer.name, address: customer.email },
    language: customer.language,
    subject: words.email.subject(number, seller),
    parts: [what, { text: `${how}\n${howToPay}\n${reference}`, html: html`<p>${how}<br><strong>${howToPay}</strong><br>${reference}</p>` }],
    foot: words.email.foot,
    urgent: false,
    header: ['X-Repondeur-Invoice', number],
  };
}
