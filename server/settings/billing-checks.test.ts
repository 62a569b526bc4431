import test, { type ExecutionContext } from 'ava';
import type { SettingsError } from './faults.ts';
import { settingsFrom } from './load.ts';

const users = [{ name: 'Cabinet Durand', email: 'cabinet@example.org' }];
const places = { folder: '/', home: '/', runsAsRoot: true };
const solo = { id: 'solo', name: 'Solo', price: 900 };
const invoices = { seller: 'Durand', address: ['Paris'], how_to_pay: 'IBAN' };

const faults = test.macro({
  exec: async (t: ExecutionContext, document: Record<string, unknown>, keys: string[]) => {
    const error = await t.throwsAsync<SettingsError>(settingsFrom({ users, ...document }, places));
    t.deepEqual(
      error?.faults.map(({ key }) => key),
      keys,
    );
  },
  title: (_, document, keys) => `${JSON.stringify(document)} lacks ${keys.join(', ')}`,
});

test(faults, { billing: { provider: 'manual' } }, ['plans', 'invoices']);
test(faults, { billing: { provider: 'manual' }, plans: [{ ...solo, price: 0 }], invoices }, ['plans']);
test(faults, { billing: { provider: 'stripe' }, plans: [solo] }, ['stripe', 'plans[0].stripe_price']);
test(faults, { plans: [solo, solo] }, ['plans[1].id']);
test(faults, { plans: [{ ...solo, currency: 'euro' }] }, ['plans[0].currency']);
test(faults, { plans: [{ ...solo, price: 9.5 }] }, ['plans[0].price']);

test('invoices by e-mail need plans and a seller, and nothing else', async (t) => {
  const settings = await settingsFrom({ users, billing: { provider: 'manual' }, plans: [solo], invoices }, places);
  t.like(settings.plans[0], { id: 'solo', price: 900, currency: 'EUR', period: 'month' });
});
