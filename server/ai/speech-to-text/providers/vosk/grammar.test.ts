import test from 'ava';
import { isCode } from '../../../../core/errors.ts';
import { grammarJson } from './grammar.ts';

const known = (word: string) => ['oui', 'non', 'merci'].includes(word);

test('a list of phrases becomes JSON with the word for everything else', (t) => {
  t.is(grammarJson(['Oui', ' non  merci ', 'oui'], known), '["oui","non merci","[unk]"]');
  t.is(grammarJson(['oui', '[unk]'], known), '["oui","[unk]"]');
});

const refused: [string, unknown, RegExp][] = [
  ['an empty list', [], /at least one phrase/],
  ['an object', {}, /a list of phrases/],
  ['JSON text', '["oui"', /a list of phrases/],
  ['null', null, /a list of phrases/],
  ['an empty phrase', ['oui', ' '], /phrase 2 must be a text/],
  ['a number', ['oui', 7], /phrase 2 must be a text/],
  ['a word that the model lacks', ['oui', 'non chrysanthème'], /"chrysanthème" of phrase 2/],
  ['more phrases than a recogniser should hold', Array.from({ length: 2001 }, () => 'oui'), /at most 2000/],
];
for (const [what, phrases, message] of refused) {
  test(`${what} is refused before libvosk sees it`, (t) => {
    const error = t.throws(() => grammarJson(phrases, known));
    t.true(isCode(error, 'bad-input'));
    t.regex(error.message, message);
  });
}
