import test, { type ExecutionContext } from 'ava';
import { billingWarnings } from './billing-checks.ts';
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

test('the owner is warned of people who must pay and have nothing until then', async (t) => {
  const two = [
    { ...users[0], numbers: ['+33199001234'] },
    { name: 'Tenant', email: 'tenant@example.org', numbers: ['+33199001235'], pays: true },
  ];
  const warnings = async (changes: Record<string, unknown>) =>
    billingWarnings(await settingsFrom({ users: two, billing: { provider: 'manual' }, plans: [solo], invoices, ...changes }, places));
  t.regex((await warnings({})).join(), /users\[1\] must pay.*voicemail alone.*price = 0/);
  t.deepEqual(await warnings({ billing: {} }), []);
  t.deepEqual(await warnings({ plans: [solo, { id: 'free', name: 'Free', price: 0 }] }), []);
  t.deepEqual(await warnings({ users: [two[0]] }), []);
});
