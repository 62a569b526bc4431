import test from 'ava';
import { correctedPhone, type PhoneCorrection } from './phone-correction.ts';

const becomes = test.macro((t, phone: string, correction: PhoneCorrection, result: string | null, country: string = 'FR') => {
  t.is(correctedPhone(phone, correction, country), result);
});

const phone = '+33612345668';
test('the wrong part is replaced', becomes, phone, { digits: '78', wrongDigits: '68' }, '+33612345678');
test('the last two are replaced', becomes, phone, { digits: '79', at: 'end' }, '+33612345679');
test('the beginning is replaced where a valid number comes out', becomes, phone, { digits: '14', at: 'start' }, '+33614345668');
test('without a place the group that differs least gives way', becomes, phone, { digits: '78' }, '+33612345678');
test('two groups that differ as much are asked again', becomes, '+33612346878', { digits: '88' }, null);
test('a wrong part that was never said is asked again', becomes, phone, { digits: '78', wrongDigits: '99' }, null);
test('a wrong part that stands in two places is asked again', becomes, '+33612686868', { digits: '78', wrongDigits: '68' }, null);
test('a part that differs in every digit is asked again', becomes, phone, { digits: '90' }, null);
test('four digits at once', becomes, phone, { digits: '5678' }, '+33612345678');
test('a British number', becomes, '+447911123461', { digits: '62', wrongDigits: '61' }, '+447911123462', 'GB');
test('an American number', becomes, '+12125550142', { digits: '0143', at: 'end' }, '+12125550143', 'US');
test('a whole number is no correction', becomes, phone, { digits: '0612345678' }, null);
