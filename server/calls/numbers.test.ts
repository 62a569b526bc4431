import test from 'ava';
import { normalisedNumber } from './numbers.ts';

const reads = test.macro({
  exec(t, number: string | null, country: string, expected: string | null) {
    t.is(normalisedNumber(number, country), expected);
  },
  title: (_, number, country, expected) => `in ${country} the network's ${number} is ${expected}`,
});

test(reads, '0612345678', 'FR', '+33612345678');
test(reads, '0033612345678', 'GB', '+33612345678');
test(reads, '33612345678', 'FR', '+33612345678');
test(reads, '+447700900061', 'FR', '+447700900061');
test(reads, '0612345678', 'GB', '0612345678');
test(reads, '3631', 'FR', '3631');
test(reads, 'anonymous', 'FR', null);
test(reads, '', 'FR', null);
test(reads, null, 'FR', null);
