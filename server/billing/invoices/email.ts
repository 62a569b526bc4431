import { z } from 'zod';
import { RepondeurError } from '../../core/errors.ts';
import type { Health } from '../../core/health.ts';
import type { OutboxItem } from '../../database/outbox.ts';
import type { Channel } from '../../notifications/contract.ts';
import { html } from '../../notifications/email/html.ts';
import { type Email, type SmtpSettings, sendEmail } from '../../notifications/email/smtp.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Accounts } from '../../users/accounts.ts';
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
    const view = invoiceView(invoice, terms, { userId, name, email, language });
    const attachment = { fileName: `${view.words.fileName}-${view.number}.pdf`, content: await invoicePdf(view), contentType: 'application/pdf' };
    const copy = terms.copyTo === undefined ? {} : { bcc: terms.copyTo };
    await sendEmail(smtp, { ...composed(item.id, smtp.from, view, language), to: { name, address: email }, attachment, ...copy }, signal);
  }

  /** Whether the mail server is there is told by the e-mails about calls. */
  health(): Health {
    return { ready: true };
  }
}

function composed(id: string, from: string, view: InvoiceView, language: string): Omit<Email, 'to' | 'attachment'> {
  const { words, number, seller, howToPay } = view;
  const subject = words.email.subject(number, seller);
  const [what = '', how = ''] = words.email.text(view.total, view.due);
  const reference = `${words.reference}: ${number}`;
  return {
    messageId: `<${id}@${from.split('@').at(-1)}>`,
    from: { name: seller, address: from },
    subject,
    text: `${[what, `${how}\n${howToPay}\n${reference}`, words.email.foot].join('\n\n')}\n`,
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
<p>${how}<br><strong>${howToPay}</strong><br>${reference}</p>
<p style="font-size:13px;color:#6b7280">${words.email.foot}</p>
</div>
</body>
</html>
`.markup,
    urgent: false,
    // RFC 3834: holiday notices and the like do not answer an automatic e-mail.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Repondeur-Invoice': number },
  };
}
