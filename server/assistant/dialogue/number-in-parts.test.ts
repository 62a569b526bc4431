import test from 'ava';
import type { Language } from '../../core/language.ts';
import { play } from './played-call.ts';

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
    const { state } = play(language, [...opening[language], ...said]).at(-1)!;
    t.is(state.goal, 'confirm-phone');
    t.is(state.slots.phone, phone);
  });

for (const [language, part, bye, told] of [
  ['fr', 'zéro six douze', 'au revoir', 'ma voiture est en panne; numéro incomplet : 0612'],
  ['en', 'oh seven seven double zero', 'bye', 'my car broke down; incomplete number: 07700'],
] as const)
  test(`${language}: a number that was never whole is passed on as what it is`, (t) => {
    const { state, replies } = play(language, [...opening[language], part, bye]).at(-1)!;
    t.is(state.slots.reason, told);
    t.is(state.slots.phone, null);
    t.true(replies[0]?.text.includes(told));
  });
