import test from 'ava';
import { dayMs, testBilling } from '../../../testing/billing.ts';
import { providerSuite } from '../../contract.suite.ts';

providerSuite(test, 'manual', async (_, database) => {
  const parts = await testBilling(database);
  const { billing, invoices, invoicePayment, clock } = parts;
  const passPeriod = async () => {
    clock.pass(32 * dayMs);
    for (const subscription of await billing.due(10)) await billing.review(subscription);
  };
  return {
    ...parts,
    passPeriod,
    miss: passPeriod,
    pay: async () => {
      const [open] = (await invoices.list({ limit: 1, status: 'open' })).items;
      await invoicePayment?.markPaid({ invoiceId: open?.id ?? '', paidAt: clock.now(), reference: null, by: { userId: 'admin' } });
    },
  };
});
