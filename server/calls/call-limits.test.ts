import test from 'ava';
import { type Entitlements, everythingAllowed, noLimits } from '../core/entitlements.ts';
import { silentLogger } from '../core/logger.ts';
import { CallLimits } from './call-limits.ts';

const limitsWith = (callLimit: Entitlements['callLimit']) =>
  new CallLimits({ entitlements: { limitsOf: async () => noLimits, callLimit }, logger: silentLogger });

const two: Entitlements['callLimit'] = async (_, callsUp) => (callsUp >= 2 ? 'concurrent-calls' : null);

test('of three callers at once two talk where the plan allows two', async (t) => {
  const limits = limitsWith(two);
  t.deepEqual(await Promise.all(['a', 'a', 'a'].map((user) => limits.begin(user))), [null, null, 'concurrent-calls']);
});

test('a talk that ends makes room, one that was not allowed took none, and users do not count for each other', async (t) => {
  const limits = limitsWith(two);
  await Promise.all(['a', 'a', 'a'].map((user) => limits.begin(user)));
  t.is(await limits.begin('b'), null);
  t.is(await limits.begin('a'), 'concurrent-calls');
  limits.end('a');
  t.is(await limits.begin('a'), null);
  t.is(await limits.begin('a'), 'concurrent-calls');
});

test('a database that fails costs no caller his talk', async (t) => {
  t.is(await limitsWith(() => Promise.reject(new Error('away'))).begin('a'), null);
});

test('a database that does not answer costs no caller his talk', async (t) => {
  t.is(await limitsWith(() => new Promise(() => {})).begin('a'), null);
});

test('where nobody pays everything is allowed', async (t) => {
  const limits = limitsWith(everythingAllowed.callLimit);
  t.deepEqual(await Promise.all(Array.from({ length: 100 }, () => limits.begin('a'))), Array(100).fill(null));
});
