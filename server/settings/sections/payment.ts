import { z } from 'zod';
import { choice, currency, decimal, describe, email, secret, slug, text, whole } from '../keys.ts';

const plan = z.strictObject({
  id: describe(slug(), 'The short name by which users choose it. Keep it: their subscriptions carry it.', { example: 'solo' }),
  name: describe(text(), 'Its name, as users and invoices show it.', { example: 'Solo' }),
  price: describe(
    whole(0, 100_000_000, 'cents'),
    'In the smallest unit of the currency, tax included: 900 is 9.00 euros. 0: whoever has not subscribed has it.',
    {
      example: 900,
    },
  ),
  currency: describe(currency().default('EUR'), 'ISO 4217.'),
  period: describe(choice(['month', 'year']).default('month'), 'How long the price pays for.'),
  numbers: describe(whole(0, 10_000).optional(), 'How many phone numbers. Left out: as many as he likes; so with each of the limits.', {
    example: 1,
  }),
  minutes: describe(whole(0, 1_000_000, 'minutes').optional(), 'Minutes of calls in a period; after them callers get the voicemail.', {
    example: 300,
  }),
  concurrent_calls: describe(whole(0, 1_000).optional(), 'Calls at once; one more gets the voicemail.', { example: 2 }),
  retention_days: describe(
    whole(1, 36_500, 'days').optional(),
    'How long calls and recordings are kept; older ones are deleted for good. Without it: for ever.',
    { example: 365 },
  ),
  stripe_price: describe(text().optional(), 'Its price at Stripe (price_…), where provider = "stripe".', { example: 'price_1SoloMonthly' }),
});

export const plans = describe(
  z.array(plan).max(50).meta({ expected: '[[plans]] blocks' }),
  'What users can subscribe to. Repeat the block for each.',
);

export const billing = describe(
  z.strictObject({
    provider: describe(
      choice(['none', 'manual', 'stripe']).default('none'),
      '"none": everything is allowed and nobody pays. Otherwise who has registered by himself pays, and of [[users]] those with pays = true. "manual": invoices go out by e-mail, and an administrator marks them as paid. "stripe": cards and more, through Stripe.',
    ),
    grace_days: describe(whole(0, 90, 'days').default(7), 'How long a plan goes on when a payment is late.'),
  }),
  'Whether users pay, and how.',
);

export const invoices = describe(
  z.strictObject({
    seller: describe(text(), 'Who sends the invoices.', { example: 'Durand Télécom SARL' }),
    address: describe(
      z.array(text()).min(1).max(8).meta({ expected: 'a list of lines, such as ["1 rue Exemple", "75001 Paris"]' }),
      'His address, line by line, with what the law wants on an invoice (registration, tax number).',
      { example: ['1 rue Exemple', '75001 Paris', 'SIREN 000 000 000'] },
    ),
    tax_percent: describe(decimal(0, 50).default(0), 'The tax that the prices include.'),
    tax_note: describe(text().optional(), 'A line about the tax, where the law wants one.', { example: 'TVA non applicable, art. 293 B du CGI' }),
    how_to_pay: describe(text(), 'How the customer pays: a bank account, for instance.', { example: 'IBAN FR76 0000 0000 0000 0000 0000 000' }),
    due_days: describe(whole(0, 120, 'days').default(14), 'How long he has.'),
    copy_to: describe(email().optional(), 'Gets a copy of each invoice, for the accounts.', { example: 'accounts@example.org' }),
  }),
  'The invoices of provider = "manual".',
);

export const stripe = describe(
  z.strictObject({
    secret_key: describe(secret(8), "Stripe's secret or restricted key (sk_… or rk_…)."),
    webhook_secret: describe(secret(8), 'What Stripe signs its webhooks with (whsec_…); they go to /webhooks/payment/status.'),
  }),
  'The account at Stripe, of provider = "stripe".',
);
