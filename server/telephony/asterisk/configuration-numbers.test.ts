import test from 'ava';
import { dialledForms, languageByNumber } from './configuration-numbers.ts';

test('a number is known in the forms that trunks use', (t) => {
  t.deepEqual(dialledForms('+33123456789'), ['+33123456789', '33123456789', '0033123456789', '0123456789']);
  t.deepEqual(dialledForms('+442079460000'), ['+442079460000', '442079460000', '00442079460000', '02079460000']);
});

test('the first user of a form keeps it', (t) => {
  const lines = languageByNumber([
    { number: '+33123456789', language: 'fr' },
    { number: '+33123456789', language: 'en' },
  ]);
  t.true(lines.includes('exten => 0123456789,1,Return(fr)\n'));
  t.false(lines.includes('Return(en)'));
});

test('a number that is not in E.164 is refused by its own words', (t) => {
  for (const number of ['0123456789', 'reception', '+33'])
    t.throws(() => dialledForms(number), { code: 'bad-settings', message: new RegExp(number.replace('+', '\\+')) });
});
