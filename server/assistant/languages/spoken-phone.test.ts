import test from 'ava';
import { spokenEnding, spokenPhone, writtenPhone } from './spoken-phone.ts';

test('a French number is said in pairs', (t) => t.is(spokenPhone('+33612345678', 'FR', 'fr'), '06, 12, 34, 56, 78'));
test('a Belgian number in its own groups', (t) => t.is(spokenPhone('+32478123456', 'BE', 'fr').replaceAll(/\D/g, ''), '0478123456'));
test('a number of another country keeps its code', (t) => t.is(spokenPhone('+41791234567', 'FR', 'fr'), 'plus 41, 79, 123, 45, 67'));
test('English says digit by digit', (t) => t.is(spokenPhone('+442079460958', 'GB', 'en'), '0 2 0, 7 9 4 6, 0 9 5 8'));
test('a mobile of Great Britain is no foreign number', (t) => t.is(spokenPhone('+447911123456', 'GB', 'en'), '0 7 9 1 1, 1 2 3, 4 5 6'));
test('an American number', (t) => t.is(spokenPhone('+12125550142', 'US', 'en'), '2 1 2, 5 5 5, 0 1 4 2'));
test('the ending is two digits', (t) => t.deepEqual([spokenEnding('+33612345678', 'fr'), spokenEnding('+33612345678', 'en')], ['78', '7 8']));
test('written as in its country', (t) => t.is(writtenPhone('+33612345678'), '06 12 34 56 78'));
test('written with its code for a reader elsewhere', (t) => t.is(writtenPhone('+33612345678', 'GB'), '+33 6 12 34 56 78'));
