import { inflateSync } from 'node:zlib';
import test, { type ExecutionContext } from 'ava';
import { silentLogger } from '../../core/logger.ts';
import { Outbox } from '../../database/outbox.ts';
import { OutboxWorker } from '../../database/outbox-worker/worker.ts';
import { testBilling } from '../../testing/billing.ts';
import { temporaryDatabase } from '../../testing/database.ts';
import { TestSmtpServer } from '../../testing/smtp.ts';
import { until } from '../../testing/until.ts';
import { invoicePdf, printable } from './pdf.ts';
import { invoiceView, moneyIn } from './view.ts';

const invoices = {
  seller: 'Durand Télécom',
  address: ['1 rue Exemple', '75001 Paris'],
  tax_percent: 20,
  how_to_pay: 'IBAN FR76 0000',
  copy_to: 'accounts@example.org',
};

/** The words of a PDF, in their order: pdfkit writes them as hexadecimal Windows-1252, in pieces between which it kerns. */
function wordsOf(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map(([, body = '']) => inflated(Buffer.from(body, 'latin1')));
  const shown = streams.join('\n').matchAll(/\[([^\]]*)\] TJ/g);
  return [...shown].map(([, pieces = '']) => decoded([...pieces.matchAll(/<([0-9a-f]*)>/g)].map(([, hex]) => hex).join(''))).join('\n');
}

const decoded = (hex: string) => new TextDecoder('windows-1252').decode(Buffer.from(hex, 'hex'));

function inflated(body: Buffer): string {
  try {
    return inflateSync(body).toString('latin1');
  } catch {
    return '';
  }
}

async function house(t: ExecutionContext, language: 'fr' | 'en') {
  const { database, folder } = await temporaryDatabase(t);
  const smtp = new TestSmtpServer({ folder });
  await smtp.start();
  t.teardown(() => smtp.stop());
  const parts = await testBilling(database, {
    billing: { provider: 'manual' },
    invoices,
    smtp: { host: smtp.host, port: smtp.port, from: 'repondeur@example.org' },
  });
  await parts.accounts.update(parts.userId, { language });
  const worker = new OutboxWorker({ outbox: new Outbox(database), channels: parts.channels, logger: silentLogger });
  t.teardown(() => worker.stop());
  return { ...parts, smtp, worker };
}

for (const [language, subject, words] of [
  [
    'fr',
    'Facture 2026-00001 de Durand Télécom',
    ['Facture 2026-00001', 'Formule Solo, un mois, à compter du paiement', 'TVA 20 %', '1,50 €', '9,00 €'],
  ],
  [
    'en',
    'Invoice 2026-00001 from Durand Télécom',
    ['Invoice 2026-00001', 'Solo plan, one month, from the day of payment', 'VAT 20%', '€1.50', '€9.00'],
  ],
] as const) {
  test(`an invoice reaches its user as a PDF, and the accounts a copy (${language})`, async (t) => {
    const { billing, userId, worker, smtp } = await house(t, language);
    await billing.choose(userId, 'solo');
    await worker.start();
    await until('an e-mail', () => smtp.received.length === 1);
    const [received] = smtp.received;
    t.deepEqual(received?.to.toSorted(), ['accounts@example.org', 'julie@example.org']);
    t.is(received?.mail.subject, subject);
    t.is(received?.mail.bcc, undefined);
    t.true(received?.mail.text?.includes('IBAN FR76 0000'));
    const [attachment] = received?.mail.attachments ?? [];
    t.is(attachment?.contentType, 'application/pdf');
    const text = wordsOf(attachment?.content ?? Buffer.alloc(0));
    for (const word of [...words, 'Durand Télécom', '75001 Paris', 'Julie Lefèvre', 'julie@example.org', 'IBAN FR76 0000'])
      t.true(text.replaceAll('\u00a0', ' ').includes(word), `${word} in ${text}`);
  });
}

test('an invoice that is void is not sent', async (t) => {
  const { billing, userId, worker, smtp, invoices: store } = await house(t, 'fr');
  await billing.choose(userId, 'solo');
  await billing.choose(userId, 'team');
  await worker.start();
  await until('an e-mail', () => smtp.received.length === 1);
  t.true(smtp.received[0]?.mail.subject?.includes('2026-00002'));
  t.is((await store.list({ limit: 9, status: 'void' })).items[0]?.number, '2026-00001');
});

test('net and tax add up to the price, and every currency has its own decimals', (t) => {
  t.is(moneyIn('en-GB', 900, 'EUR'), '€9.00');
  t.is(moneyIn('en-GB', 900, 'JPY'), 'JP¥900');
  t.is(moneyIn('en-GB', 900, 'TND').replaceAll(/\s/g, ' '), 'TND 0.900');
});

test('letters that the font does not have lose their marks, and no name breaks the page', async (t) => {
  t.is(printable('Łukasz Dvořák\r\n€ œuvre\u202f!'), 'Lukasz Dvorák  € œuvre !');
  t.is(printable('李'), '?');
  const at = new Date('2026-11-22T00:00:00Z');
  const invoice = {
    number: '2026-00001',
    planName: '<script>'.repeat(40),
    amountMinor: 1,
    currency: 'EUR',
    taxPercent: 5.5,
    period: 'year' as const,
  };
  const dates = { periodStart: at, periodEnd: at, issuedAt: at, dueAt: at, paidAt: at, voidedAt: null };
  const customer = { userId: 'u', name: `李 ${'x'.repeat(300)}`, email: 'a@example.org', language: 'fr' as const };
  const view = invoiceView(
    { id: 'i', subscriptionId: 's', userId: 'u', planId: 'p', ...invoice, ...dates },
    { seller: 'S', address: [], howToPay: 'x' },
    customer,
  );
  t.regex((await invoicePdf(view)).toString('latin1'), /^%PDF-1\.\d[\s\S]*%%EOF\s*$/);
});
