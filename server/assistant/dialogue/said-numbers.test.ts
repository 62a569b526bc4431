import test from 'ava';
import type { Language } from '../../core/language.ts';
import { play, slotsAfter } from './played-call.ts';

const fr = ["ici Julie Martin, j'ai une fuite"];
const en = ['this is Peter Wood, i have a leak'];
const phoneIs = test.macro((t, language: Language, lines: readonly string[], phone: string) => t.is(slotsAfter(language, lines).phone, phone));

test(
  'fr: a number is put right while it is said',
  phoneIs,
  'fr',
  [...fr, 'zéro six trente-neuf quatre-vingt-quinze euh non quatre-vingt-dix-huit zéro zéro douze'],
  '+33639980012',
);
test(
  'fr: a number is begun again',
  phoneIs,
  'fr',
  [...fr, 'zéro six quarante non pardon zéro six trente-neuf quatre-vingt-dix-huit zéro zéro douze'],
  '+33639980012',
);
test(
  'fr: the end is put right at once',
  phoneIs,
  'fr',
  [...fr, 'zéro six trente-neuf quatre-vingt-dix-huit zéro zéro douze non treize'],
  '+33639980013',
);
test(
  'en: a number is begun again',
  phoneIs,
  'en',
  [...en, 'oh seven six no sorry oh seven seven double oh nine hundred oh one two'],
  '+447700900012',
);
test('en: the end is put right at once', phoneIs, 'en', [...en, 'oh seven seven oh oh nine oh oh oh one two sorry one three'], '+447700900013');

for (const [language, before, correction, phone] of [
  ['fr', [...fr, '06 39 98 00 13'], "non le dernier c'est un six", '+33639980016'],
  ['fr', [...fr, '06 39 98 00 13'], 'ça finit par cinq', '+33639980015'],
  ['fr', [...fr, '06 39 98 00 14'], 'six pas quatre', '+33639980016'],
  ['en', [...en, '07700 900013'], 'no the last one is a six', '+447700900016'],
  ['en', [...en, '07700 900013'], 'it ends in five', '+447700900015'],
  ['en', [...en, '07700 900014'], 'six not four', '+447700900016'],
] as const)
  test(`${language}: "${correction}"`, (t) => {
    const step = play(language, [...before, correction]).at(-1);
    t.is(step?.state.slots.phone, phone);
    t.is(step?.state.goal, 'confirm-phone');
  });

for (const [language, sentence, note] of [
  ['fr', 'appelez-moi au 06 39 98 00 12 ou au bureau au 06 39 98 00 22', /autre numéro : 06 39 98 00 22/],
  ['en', 'call me on 07700 900012 or at the office on 07700 900022', /other number: 07700 900022/],
] as const)
  test(`${language}: a second number is in the message`, (t) => {
    const [yes, no] = language === 'fr' ? ['oui', 'non'] : ['yes', 'no'];
    const { slots } = play(language, [...(language === 'fr' ? fr : en), sentence, yes, no]).at(-1)!.state;
    t.regex(slots.phone ?? '', /12$/);
    t.regex(slots.reason ?? '', note);
  });

for (const [language, sentence] of [
  ['fr', 'vous avez déjà mon numéro'],
  ['fr', 'pas la peine de me rappeler'],
  ['en', "you've already got my number"],
  ['en', 'no need to call me back'],
] as const)
  test(`${language}: after "${sentence}" the number is asked no more`, (t) => {
    const step = play(language, [...(language === 'fr' ? fr : en), sentence]).at(-1);
    t.is(step?.state.goal, 'anything-else');
  });

test('fr: one wrong digit that stands in two places is asked again', (t) => {
  t.is(play('fr', [...fr, '06 39 98 00 13', 'six pas trois']).at(-1)?.state.goal, 'phone');
});

test("fr: not on the caller's own number", (t) => {
  const lines = ["ici Julie Martin, j'ai une fuite", 'non pas sur celui-là'];
  t.is(play('fr', lines, { callerNumber: '+33639980046' }).at(-1)?.state.goal, 'phone');
});

test('en: a threat about a call back gives no number away', (t) => {
  const step = play('en', [...en, "if you don't ring me within the hour i'm going to sue"]).at(-1);
  t.not(step?.state.goal, 'anything-else');
});
