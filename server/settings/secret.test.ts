import { format, inspect } from 'node:util';
import test from 'ava';
import { Secret } from './secret.ts';

test('a secret never shows itself, whichever way it is printed', (t) => {
  const settings = { smtp: { password: new Secret('hunter2') } };
  for (const printed of [
    JSON.stringify(settings),
    inspect(settings, { depth: 9, showHidden: true }),
    format('%o', settings),
    `${settings.smtp.password}`,
  ]) {
    t.false(printed.includes('hunter2'), printed);
    t.true(printed.includes('[secret]'), printed);
  }
});

test('a secret is given away to those who ask for it', (t) => {
  t.is(new Secret('hunter2').reveal(), 'hunter2');
});
