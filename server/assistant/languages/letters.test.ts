import test from 'ava';
import type { Language } from '../../core/language.ts';
import { spelledIn } from './letters.ts';
import { languagePack } from './packs.ts';
import { tokenise } from './text.ts';

const spells = test.macro((t, language: Language, sentence: string, word: string | undefined) => {
  t.is(spelledIn(tokenise(sentence), languagePack(language))?.word, word);
});

test('letters one by one', spells, 'fr', 'd u p o n t', 'Dupont');
test('with marks between', spells, 'fr', 'D, U, P, O, N, T', 'Dupont');
test('with an example', spells, 'fr', 'd comme denis u p o n t comme thérèse', 'Dupont');
test('a doubled letter', spells, 'fr', 'b o deux n e t', 'Bonnet');
test('double t at the end', spells, 'fr', 'c a r o double t', 'Carott');
test('an accent belongs to the letter before', spells, 'fr', 'r e accent aigu m y', 'Rémy');
test('a cedilla', spells, 'fr', 'f r a n c cédille o i s', 'François');
test('a hyphen', spells, 'fr', 'p e t i t tiret j e a n', 'Petit-Jean');
test('names of letters as a recogniser writes them', spells, 'fr', 'dé u pé o enne té', 'Dupont');
test('the NATO alphabet in French', spells, 'fr', 'bravo oscar bravo', 'Bob');
test('letters within a sentence', spells, 'fr', 'mon nom est fernandez f e r n a n d e z merci', 'Fernandez');
test('two letters are no spelling', spells, 'fr', 'il y a', undefined);
test('letters one by one in English', spells, 'en', 's m y t h e', 'Smythe');
test('"b for bravo"', spells, 'en', 'b for bravo o b as in bravo', 'Bob');
test('the NATO alphabet', spells, 'en', 'mike oscar romeo tango oscar november', 'Morton');
test('double letters in English', spells, 'en', 'h a double r i s', 'Harris');
test('an apostrophe', spells, 'en', 'o apostrophe n e i l', "O'Neil");
test('a hyphenated name', spells, 'en', 'a n n hyphen m a r i e', 'Ann-Marie');
