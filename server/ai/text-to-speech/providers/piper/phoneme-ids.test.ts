import test from 'ava';
import { phonemeIds, withoutLanguageFlags } from './phoneme-ids.ts';

const map = {
  _: [0],
  '^': [1],
  $: [2],
  ' ': [3],
  a: [14],
  b: [15],
  ɔ: [54],
  ʒ: [108],
  u: [33],
  ʁ: [94],
  ˈ: [120],
  '\u0303': [141],
  '.': [10],
  two: [7],
  x: [30, 31],
};

test('ids stand between begin and end, each followed by a pad', (t) => {
  t.deepEqual(phonemeIds('ab.', map), [1, 0, 14, 0, 15, 0, 10, 0, 2]);
});

test('a nasal vowel is decomposed: its tilde is a phoneme of its own', (t) => {
  t.deepEqual(phonemeIds('bɔ̃ʒˈuʁ'.normalize('NFC'), map), [1, 0, 15, 0, 54, 0, 141, 0, 108, 0, 120, 0, 33, 0, 94, 0, 2]);
});

test('a phoneme of several ids has one pad behind them; unknown ones are left out, as are the names of Object’s own keys', (t) => {
  t.deepEqual(phonemeIds('xǂa', map), [1, 0, 30, 31, 0, 14, 0, 2]);
  t.deepEqual(phonemeIds('constructor', { ...map, c: [5] }), [1, 0, 5, 0, 33, 0, 5, 0, 2]);
});

test('nothing to say is begin and end', (t) => {
  t.deepEqual(phonemeIds('', map), [1, 0, 2]);
});

test('flags of a change of language are dropped, and nothing else in brackets', (t) => {
  t.is(withoutLanguageFlags('lə- (en)wˈiːkɛnd(fr) œ'), 'lə- wˈiːkɛnd œ');
  t.is(withoutLanguageFlags('(en-us)a(fr)'), 'a');
  t.is(withoutLanguageFlags('(ə)'), '(ə)');
});
