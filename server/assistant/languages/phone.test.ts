import test from 'ava';
import type { Language } from '../../core/language.ts';
import { languagePack } from './packs.ts';
import { heardNumbers } from './phone.ts';
import { tokenise } from './text.ts';

const phoneIs = test.macro((t, language: Language, country: string, sentence: string, phone: string) => {
  const heard = heardNumbers(tokenise(sentence), languagePack(language), country);
  t.deepEqual(
    heard.map((number) => number.phone),
    [phone],
  );
});

const french: readonly (readonly [country: string, sentence: string, phone: string])[] = [
  ['FR', 'zéro six douze trente-quatre cinquante-six soixante-dix-huit', '+33612345678'],
  ['FR', 'zéro six douze trente quatre cinquante six soixante dix huit', '+33612345678'],
  ['FR', 'mon numéro est le zéro un quatre-vingt-dix-neuf quatre-vingts zéro zéro douze', '+33199800012'],
  ['FR', 'zéro six un deux trois quatre cinq six sept huit', '+33612345678'],
  ['FR', 'zéro six double zéro onze vingt-deux trente-trois', '+33600112233'],
  ['FR', 'zéro six deux fois le douze trente-quatre cinquante-six', '+33612123456'],
  ['FR', 'zéro six euh douze trente-quatre puis cinquante-six soixante et onze', '+33612345671'],
  ['FR', 'zéro six soixante quatre quatre vingt quatre vingt douze douze', '+33664809212'],
  ['FR', '06 12 34 56 78', '+33612345678'],
  ['FR', '06.12.34.56.78', '+33612345678'],
  ['FR', '0612345678', '+33612345678'],
  ['FR', '+33 (0)6 12 34 56 78', '+33612345678'],
  ['FR', 'plus trente-trois six douze trente-quatre cinquante-six soixante-dix-huit', '+33612345678'],
  ['FR', 'zéro zéro trente-deux quatre cent septante-huit douze trente-quatre cinquante-six', '+32478123456'],
  ['BE', 'zéro quatre cent septante-huit douze trente-quatre cinquante-six', '+32478123456'],
  ['BE', 'zéro quatre nonante-neuf douze trente-quatre cinquante-six', '+32499123456'],
  ['CH', 'zéro septante-neuf cent vingt-trois quarante-cinq soixante-sept', '+41791234567'],
  ['CH', 'zéro septante-six trois cent quarante-cinq huitante-sept octante-neuf', '+41763458789'],
];
for (const [country, sentence, phone] of french) test(`French in ${country}: ${sentence}`, phoneIs, 'fr', country, sentence, phone);

const english: readonly (readonly [country: string, sentence: string, phone: string])[] = [
  ['GB', 'oh seven nine double one one two three four five six', '+447911123456'],
  ['GB', 'oh two oh seven nine four six oh nine five eight', '+442079460958'],
  ['GB', 'zero one two one, four nine six, o three double four', '+441214960344'],
  ['GB', 'oh seven seven double zero nine hundred one two three', '+447700900123'],
  ['GB', 'seventy-nine eleven twelve thirty-four fifty-six', '+447911123456'],
  ['GB', '020 7946 0958', '+442079460958'],
  ['GB', 'zero zero four four seven nine one one one two three four five six', '+447911123456'],
  ['GB', 'plus four four seven nine one one one two three four five six', '+447911123456'],
  ['US', 'two one two five five five oh one four two', '+12125550142'],
  ['US', '(212) 555-0142', '+12125550142'],
  ['US', 'plus thirty-three six twelve thirty-four fifty-six seventy-eight', '+33612345678'],
];
for (const [country, sentence, phone] of english) test(`English in ${country}: ${sentence}`, phoneIs, 'en', country, sentence, phone);

const partIs = test.macro((t, language: Language, sentence: string, parts: readonly (readonly [string, boolean])[]) => {
  const heard = heardNumbers(tokenise(sentence), languagePack(language), 'FR');
  t.deepEqual(
    heard.map((number) => [number.digits, number.negated]),
    parts.map((part) => [...part]),
  );
});

test('a part of a number keeps its digits', partIs, 'fr', 'zéro six douze', [['0612', false]]);
test('"pas" marks the wrong part', partIs, 'fr', 'non, soixante-dix-huit, pas soixante-huit', [
  ['78', false],
  ['68', true],
]);
test('the wrong part may come first', partIs, 'fr', 'pas 68, 78', [
  ['68', true],
  ['78', false],
]);
test('"not" marks the wrong part', partIs, 'en', 'no, seventy-eight not sixty-eight', [
  ['78', false],
  ['68', true],
]);
test('a quantity is no telephone number', partIs, 'fr', 'dans quarante-cinq minutes', []);
test('one single digit is no telephone number', partIs, 'fr', 'un message', []);
