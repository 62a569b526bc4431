import test from 'ava';
import { nom } from './schema.ts';

const written = (name: string) =>
  [...name].map((one) => (/[\p{Cf}\p{Zl}\p{Zp}]/u.test(one) ? `<${one.codePointAt(0)?.toString(16)}>` : one)).join('');

for (const name of [
  'Zoë D’Arcy-Ó Súilleabháin',
  'محمد علی',
  'פנינה כהן',
  '李小龍',
  'Nguyễn Thị Minh',
  // Persian with a non-joiner, Sinhala and old Malayalam with a joiner.
  'مهدی\u200cپور',
  'ශ්\u200dරී',
  'രാജന്\u200d',
])
  test(`${written(name)} is a name`, (t) => t.true(nom.safeParse(name).success));

for (const name of [
  'Julie\u202egro.elpmaxe@ssob',
  '\u2066Julie\u2069',
  'Ju\u200blie',
  'Ju\u200dlie',
  'Julie\u200f',
  '\ufeff\u2060',
  'Julie\u00ad',
  'Julie\u2028Boss',
  '\u3164',
  '\u2800\u2800',
  'Julie\u{e0041}',
  'Julie\ud800',
])
  test(`${JSON.stringify(written(name))} is no name`, (t) => t.false(nom.safeParse(name).success));
