import type { Language } from '../../core/language.ts';

export interface InvoiceWords {
  locale: string;
  title: string;
  issued: string;
  due: string;
  to: string;
  what: string;
  amount: string;
  net: string;
  /** "TVA 20 %" */
  tax(percent: string): string;
  total: string;
  paid: string;
  pay: string;
  /** What the transfer must name. */
  reference: string;
  line(plan: string, period: 'month' | 'year'): string;
  between(start: string, end: string): string;
  /** The period of a first invoice. */
  fromPayment: string;
  fileName: string;
  email: { subject(number: string, seller: string): string; text(total: string, due: string): string[]; foot: string };
}

export const invoiceWords: Record<Language, InvoiceWords> = {
  fr: {
    locale: 'fr-FR',
    title: 'Facture',
    issued: 'Date',
    due: 'À payer avant le',
    to: 'À',
    what: 'Désignation',
    amount: 'Montant',
    net: 'Total hors taxe',
    tax: (percent) => `TVA ${percent} %`,
    total: 'Total à payer',
    paid: 'Payée le',
    pay: 'Paiement',
    reference: 'Référence à indiquer',
    line: (plan, period) => `Formule ${plan}, ${period === 'month' ? 'un mois' : 'un an'}`,
    between: (start, end) => `du ${start} au ${end}`,
    fromPayment: 'à compter du paiement',
    fileName: 'facture',
    email: {
      subject: (number, seller) => `Facture ${number} de ${seller}`,
      text: (total, due) => [`Vous trouverez ci-joint votre facture de ${total}, à payer avant le ${due}.`, 'Comment payer :'],
      foot: 'Ce courriel vient de votre répondeur. Votre abonnement, et comment le résilier, se trouvent dans votre compte.',
    },
  },
  en: {
    locale: 'en-GB',
    title: 'Invoice',
    issued: 'Date',
    due: 'Due by',
    to: 'To',
    what: 'Description',
    amount: 'Amount',
    net: 'Total without tax',
    tax: (percent) => `VAT ${percent}%`,
    total: 'Total due',
    paid: 'Paid on',
    pay: 'Payment',
    reference: 'Reference to give',
    line: (plan, period) => `${plan} plan, ${period === 'month' ? 'one month' : 'one year'}`,
    between: (start, end) => `from ${start} to ${end}`,
    fromPayment: 'from the day of payment',
    fileName: 'invoice',
    email: {
      subject: (number, seller) => `Invoice ${number} from ${seller}`,
      text: (total, due) => [`Attached is your invoice for ${total}, due by ${due}.`, 'How to pay:'],
      foot: 'This e-mail comes from your answering service. Your subscription, and how to cancel it, are in your account.',
    },
  },
};
