import test from 'ava';
import type { Language } from '../../core/language.ts';
import type { DialogueContext } from './contract.ts';
import { createDialogue } from './dialogue.ts';

/** The last step of a call without a number on show. */
function lastStep(language: Language, lines: readonly string[]) {
  const dialogue = createDialogue();
  const context: DialogueContext = {
    host: { name: 'Durand', language, country: language === 'fr' ? 'FR' : 'GB', timeZone: 'Europe/Paris', recordingNotice: false },
    callerNumber: null,
    now: new Date('2026-11-23T10:00:00Z'),
  };
  const start = dialogue.next(dialogue.initial(context), { type: 'start' }, context);
  return lines.reduce((step, text) => dialogue.next(step.state, { type: 'said', text }, context), start);
}

const opening: Readonly<Record<Language, readonly string[]>> = {
  fr: ['ma voiture est en panne', 'Julie Martin'],
  en: ['my car broke down', 'Peter Wood'],
};

const parts: readonly (readonly [Language, readonly string[], string])[] = [
  ['en', ['oh seven seven double zero', 'nine hundred one two three'], '+447700900123'],
  ['en', ['oh seven seven double zero nine hundred', 'one two three'], '+447700900123'],
  ['en', ['oh seven seven double zero', 'nine hundred', 'one two three'], '+447700900123'],
  ['en', ['oh seven seven double zero', 'nine hundred twenty three', 'four five six'], '+447700923456'],
  ['fr', ['zéro six douze', 'trente-quatre cinquante-six soixante-dix-huit'], '+33612345678'],
  ['fr', ['zéro six', 'quatre-vingt-dix-huit', 'soixante dix soixante quinze douze'], '+33698707512'],
];
for (const [language, said, phone] of parts)
  test(`${language}: ${said.join(' … ')}`, (t) => {
    const { state } = lastStep(language, [...opening[language], ...said]);
    t.is(state.goal, 'confirm-phone');
    t.is(state.slots.phone, phone);
  });

for (const [language, part, bye, told] of [
  ['fr', 'zéro six douze', 'au revoir', 'ma voiture est en panne; numéro incomplet : 0612'],
  ['en', 'oh seven seven double zero', 'bye', 'my car broke down; incomplete number: 07700'],
] as const)
  test(`${language}: a number that was never whole is passed on as what it is`, (t) => {
    const { state, replies } = lastStep(language, [...opening[language], part, bye]);
    t.is(state.slots.reason, told);
    t.is(state.slots.phone, null);
    t.true(replies[0]?.text.includes(told));
  });
