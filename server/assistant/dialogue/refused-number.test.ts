import test from 'ava';
import type { Language } from '../../core/language.ts';
import type { DialogueContext, Goal } from './contract.ts';
import { createDialogue } from './dialogue.ts';

/** The goals of a call without a number on show, and what is known at its end. */
function play(language: Language, lines: readonly string[]) {
  const dialogue = createDialogue();
  const context: DialogueContext = {
    host: { name: 'Durand', language, country: language === 'fr' ? 'FR' : 'GB', timeZone: 'Europe/Paris', recordingNotice: false },
    callerNumber: null,
    now: new Date('2026-11-23T10:00:00Z'),
  };
  let step = dialogue.next(dialogue.initial(context), { type: 'start' }, context);
  const goals: Goal[] = [];
  for (const text of lines) {
    step = dialogue.next(step.state, { type: 'said', text }, context);
    goals.push(step.state.goal);
  }
  return { goals, slots: step.state.slots };
}

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
    const { goals, slots } = play(language, [name, refusal, reason]);
    t.deepEqual(goals, ['reason', 'reason', 'anything-else']);
    t.is(slots.reason, reason);
    t.is(slots.phone, null);
  });

  test(`${language}: "${refusal}" answers the question for the number`, (t) => {
    const { goals, slots } = play(language, [reason, name, refusal]);
    t.deepEqual(goals, ['name', 'phone', 'anything-else']);
    t.is(slots.reason, reason);
  });
}

for (const [language, sentence, reason] of [
  ['fr', 'ma chaudière est en panne mais je préfère ne pas donner mon numéro', 'ma chaudière est en panne'],
  ['en', "my boiler is broken but i'd rather not give my number", 'my boiler is broken'],
] as const)
  test(`${language}: a reason beside the refusal is kept without it`, (t) => t.is(play(language, [sentence]).slots.reason, reason));

for (const [language, sentence] of [
  ['fr', 'je ne peux pas donner mon numéro de commande, elle est perdue'],
  ['en', "i can't give you the order number, it is lost"],
] as const)
  test(`${language}: another kind of number is not meant`, (t) => {
    const name = language === 'fr' ? 'Julie Martin' : 'Peter Wood';
    t.deepEqual(play(language, [name, sentence]).goals, ['reason', 'phone']);
  });
