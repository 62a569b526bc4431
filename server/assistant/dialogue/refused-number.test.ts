import test from 'ava';
import type { Language } from '../../core/language.ts';
import { goals, play, slotsAfter } from './played-call.ts';

const refusals: readonly (readonly [Language, string])[] = [
  ['fr', 'je préfère pas donner mon numéro'],
  ['fr', 'je ne veux pas vous laisser mon numéro de téléphone'],
  ['fr', 'non je ne donne pas mon numéro'],
  ['en', "I'd rather not give my number"],
  ['en', "i don't want to give you my phone number"],
  ['en', "no i won't give my number"],
];

for (const [language, refusal] of refusals) {
  const name = language === 'fr' ? 'Julie Martin' : 'Peter Wood';
  const reason = language === 'fr' ? 'ma chaudière est en panne' : 'my boiler is broken';

  test(`${language}: "${refusal}" is no reason, and no number is asked again`, (t) => {
    const steps = play(language, [name, refusal, reason]);
    const { slots } = steps.at(-1)!.state;
    t.deepEqual(goals(steps), ['purpose', 'reason', 'reason', 'anything-else']);
    t.is(slots.reason, reason);
    t.is(slots.phone, null);
  });

  test(`${language}: "${refusal}" answers the question for the number`, (t) => {
    const steps = play(language, [reason, name, refusal]);
    t.deepEqual(goals(steps), ['purpose', 'name', 'phone', 'anything-else']);
    t.is(steps.at(-1)!.state.slots.reason, reason);
  });
}

for (const [language, sentence, reason] of [
  ['fr', 'ma chaudière est en panne mais je préfère ne pas donner mon numéro', 'ma chaudière est en panne'],
  ['en', "my boiler is broken but i'd rather not give my number", 'my boiler is broken'],
] as const)
  test(`${language}: a reason beside the refusal is kept without it`, (t) => t.is(slotsAfter(language, [sentence]).reason, reason));

for (const [language, sentence] of [
  ['fr', 'je ne peux pas donner mon numéro de commande, elle est perdue'],
  ['en', "i can't give you the order number, it is lost"],
] as const)
  test(`${language}: another kind of number is not meant`, (t) => {
    const name = language === 'fr' ? 'Julie Martin' : 'Peter Wood';
    t.deepEqual(goals(play(language, [name, sentence])), ['purpose', 'reason', 'phone']);
  });
