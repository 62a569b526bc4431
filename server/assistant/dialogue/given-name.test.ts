import test from 'ava';
import type { Language } from '../../core/language.ts';
import { play, slotsAfter, textOf } from './played-call.ts';

const nameIs = test.macro((t, language: Language, lines: readonly string[], name: string | null) => {
  t.is(slotsAfter(language, lines).name, name);
});

const fr = ['ma chaudière est en panne'];
const en = ['my boiler is broken'];

test('fr: the first name comes after the family name', nameIs, 'fr', [...fr, 'ferrand', 'nathalie'], 'Nathalie Ferrand');
test('en: the first name comes after the family name', nameIs, 'en', [...en, 'ferris', 'natalie'], 'Natalie Ferris');
test('fr: a family name is put right', nameIs, 'fr', [...fr, 'marie dupont', 'non dupond avec un d à la fin'], 'Marie Dupond');
test('en: a family name is put right', nameIs, 'en', [...en, 'mary thompson', 'no thomson without a p'], 'Mary Thomson');
test(
  'fr: a first name is told from a family name',
  nameIs,
  'fr',
  [...fr, 'hugo', "non hugo c'est mon prénom mon nom c'est marchand"],
  'Hugo Marchand',
);
test(
  'en: a first name is told from a family name',
  nameIs,
  'en',
  [...en, 'hugo', 'no hugo is my first name my surname is marchant'],
  'Hugo Marchant',
);
test('fr: another name after a no takes its place', nameIs, 'fr', [...fr, 'julie', "non c'est sophie"], 'Sophie');
test('fr: a name ends before the firm', nameIs, 'fr', ['bonjour je suis julien de la société éco solutions'], 'Julien');
test('en: a yes in another language is no name', nameIs, 'en', [...en, 'oui'], null);
test('fr: a name that comes late is taken', nameIs, 'fr', [...fr, '', 'euh', 'lambert'], 'Lambert');

for (const [language, refusal] of [
  ['fr', 'je préfère ne pas dire mon nom'],
  ['fr', 'je préfère rester anonyme'],
  ['en', "i'd rather not say my name"],
  ['en', "i'd prefer to stay anonymous"],
] as const)
  test(`${language}: "${refusal}" is no reason, and the name is asked no more`, (t) => {
    const steps = play(language, [language === 'fr' ? 'je voudrais laisser un message' : "i'd like to leave a message", refusal]);
    t.is(steps.at(-1)?.state.goal, 'reason');
    t.is(steps.at(-1)?.state.slots.reason, null);
  });

for (const [language, lines] of [
  ['fr', [...fr, 'wojciechowski', 'w o j c i e c h o w s k i']],
  ['en', [...en, 'wojciechowski', 'w o j c i e c h o w s k i']],
] as const)
  test(`${language}: a name that is spelled behind itself is understood`, (t) => {
    const step = play(language, lines).at(-1);
    t.regex(textOf(step), /Wojciechowski/);
    t.is(step?.state.slots.name, 'Wojciechowski');
  });

test('fr: a no is no name', nameIs, 'fr', [...fr, 'nan'], null);
test('en: a no is no name', nameIs, 'en', [...en, 'nah'], null);
test('en: whose mother calls is not the name', nameIs, 'en', ["hi it's lucas roach's mum"], null);
test('en: halves of words spell nothing', nameIs, 'en', ["this is doctor caroline bishop from saint mary's i'd like a word"], 'Dr Caroline Bishop');
