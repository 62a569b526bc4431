import test from 'ava';
import type { Language } from '../../core/language.ts';
import { slotsAtEnd } from './endings.ts';
import { contextOf, play, slotsAfter, textOf } from './played-call.ts';

const withdrawals: readonly (readonly [Language, string, string])[] = [
  ['fr', 'ma chaudière est en panne', 'en fait non laissez tomber'],
  ['fr', 'je voudrais un rendez-vous', 'oubliez ça merci'],
  ['en', 'my boiler is broken', 'actually no forget it'],
  ['en', "i'd like an appointment", 'oh never mind thank you'],
];

for (const [language, reason, words] of withdrawals) {
  test(`${language}: after "${words}" nothing is passed on`, (t) => {
    const step = play(language, [reason, words]).at(-1);
    t.deepEqual(step?.next, { act: 'hang-up', outcome: 'caller-hung-up' });
    t.is(step?.state.slots.reason, null);
  });

  test(`${language}: "${words}" about a number that is not understood takes back no message`, (t) => {
    const name = language === 'fr' ? 'Julie Martin' : 'Peter Wood';
    const phone = language === 'fr' ? '06 39 98 00 12' : '07700 900012';
    t.is(slotsAfter(language, [reason, name, phone, language === 'fr' ? 'non' : 'no', words]).name, name);
  });
}

for (const [language, lines] of [
  ['fr', ["c'est urgent il y a le feu dans l'atelier", 'oui', 'laissez tomber']],
  ['en', ["it's urgent there's a fire in the kitchen", 'yes', 'forget it']],
] as const)
  test(`${language}: an emergency is passed on whatever is said after it`, (t) => {
    const step = play(language, lines).at(-1);
    t.true(step?.state.slots.urgent);
    t.notRegex(textOf(step), /ne transmets rien|pass anything on/);
  });

test('what is taken back leaves no second number and no e-mail address either', (t) => {
  const { state } = play('fr', ['ma chaudière est en panne', 'mon mail est julie arobase example point org', 'laissez tomber']).at(-1)!;
  t.is(slotsAtEnd(state, contextOf('fr')).reason, null);
});
