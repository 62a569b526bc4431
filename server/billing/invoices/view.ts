import type { Settings } from '../../settings/schema.ts';
import type { Customer } from '../contract.ts';
import type { Invoice } from './invoice.ts';
import { type InvoiceWords, invoiceWords } from './words.ts';

export type Seller = Pick<NonNullable<Settings['invoices']>, 'seller' | 'address' | 'taxNote' | 'howToPay'>;

/** An invoice in its reader's language, as text. */
export interface InvoiceView {
  words: InvoiceWords;
  number: string;
  seller: string;
  address: readonly string[];
  customer: readonly string[];
  issued: string;
  due: string;
  line: string;
  period: string;
  /** Null where the price includes no tax. */
  tax: { net: string; percent: string; amount: string } | null;
  total: string;
  taxNote: string | null;
  howToPay: string;
  paid: string | null;
}

export function invoiceView(invoice: Invoice, { seller, address, taxNote, howToPay }: Seller, customer: Customer): InvoiceView {
  const words = invoiceWords[customer.language];
  const { amountMinor, currency, taxPercent } = invoice;
  const money = (minor: number) => moneyIn(words.locale, minor, currency);
  const date = (value: Date) => new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(value);
  const netMinor = Math.round(amountMinor / (1 + taxPercent / 100));
  return {
    words,
    number: invoice.number,
    seller,
    address,
    customer: [customer.name, customer.email],
    issued: date(invoice.issuedAt),
    due: date(invoice.dueAt),
    line: words.line(invoice.planName, invoice.period),
    period: invoice.periodStart && invoice.periodEnd ? words.between(date(invoice.periodStart), date(invoice.periodEnd)) : words.fromPayment,
    tax:
      taxPercent === 0
        ? null
        : { net: money(netMinor), percent: new Intl.NumberFormat(words.locale).format(taxPercent), amount: money(amountMinor - netMinor) },
    total: money(amountMinor),
    taxNote: taxNote ?? null,
    howToPay,
    paid: invoice.paidAt ? date(invoice.paidAt) : null,
  };
}

/** 900 of EUR is 9.00, of JPY 900: as many decimals as the currency has. */
export function moneyIn(locale: string, minor: number, currency: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
