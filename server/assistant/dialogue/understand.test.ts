import { readFileSync } from 'node:fs';
import test from 'ava';
import { type Language, languages } from '../../core/language.ts';
import type { Goal, Intent, Slots } from './contract.ts';
import { understand } from './understand.ts';

const hear = (language: Language, sentence: string, goal: Goal = 'purpose') =>
  understand(sentence, { language, goal, country: language === 'fr' ? 'FR' : 'GB', now: new Date('2026-11-23T10:00:00Z'), timeZone: 'Europe/Paris' });

const intentIs = test.macro((t, language: Language, sentence: string, intent: Intent, goal: Goal = 'purpose') => {
  t.is(hear(language, sentence, goal).intent, intent);
});

/** Which intent a sentence with several has. */
const several: readonly (readonly [Language, string, Intent])[] = [
  ['fr', "Bonjour, c'est Julie Martin, je voudrais laisser un message", 'message'],
  ['fr', "j'ai une fuite d'eau, c'est urgent", 'urgent'],
  ['fr', "j'ai une fuite d'eau, mais ce n'est pas urgent", 'message'],
  ['fr', 'je voudrais parler à Monsieur Durand au sujet de ma facture', 'person'],
  ['fr', 'je voudrais laisser un message pour Monsieur Durand', 'message'],
  ['fr', 'je voudrais parler à quelqu’un', 'human'],
  ['fr', 'je m’appelle Julie Martin et ma voiture est en panne', 'message'],
  ['fr', 'rappelez-moi au 06 12 34 56 78', 'phone'],
  ['fr', 'combien coûte un rendez-vous', 'price'],
  ['fr', 'non merci au revoir', 'bye'],
  ['en', "Hello, this is Julie Martin, I'd like to leave a message", 'message'],
  ['en', "i have a leak, it's urgent", 'urgent'],
  ['en', "i have a leak but there's no rush", 'message'],
  ['en', "i'd like to speak to mr harrison about my invoice", 'person'],
  ['en', 'could i leave a message for mr harrison', 'message'],
  ['en', 'i want to speak to somebody', 'human'],
  ['en', "my name's julie martin and my car broke down", 'message'],
  ['en', 'call me back on 07911 123456', 'phone'],
  ['en', 'no thanks goodbye', 'bye'],
];
for (const [language, sentence, intent] of several) test(`${language}: ${sentence} → ${intent}`, intentIs, language, sentence, intent);

/** The same sentence after a question. */
const answers: readonly (readonly [Language, string, Goal, Intent])[] = [
  ['fr', 'oui c’est urgent', 'confirm-urgency', 'yes'],
  ['fr', 'non pas du tout', 'confirm-urgency', 'no'],
  ['fr', 'non, soixante-dix-huit, pas soixante-huit', 'confirm-phone', 'phone'],
  ['fr', 'quels sont vos horaires', 'confirm-phone', 'hours'],
  ['fr', 'lefebvre', 'name', 'name'],
  ['en', "yes it's urgent", 'confirm-urgency', 'yes'],
  ['en', 'no not at all', 'confirm-urgency', 'no'],
  ['en', 'no, seventy-eight not sixty-eight', 'confirm-phone', 'phone'],
  ['en', 'when do you open', 'confirm-phone', 'hours'],
  ['en', 'harrison', 'name', 'name'],
];
for (const [language, sentence, goal, intent] of answers)
  test(`${language}, asked for ${goal}: ${sentence} → ${intent}`, intentIs, language, sentence, intent, goal);

const slotsAre = test.macro((t, language: Language, sentence: string, goal: Goal, slots: Slots) => {
  t.like(hear(language, sentence, goal).slots, slots);
});
test('a correction of a part', slotsAre, 'fr', 'non, soixante-dix-huit, pas soixante-huit', 'confirm-phone', { digits: '78', wrongDigits: '68' });
test('a correction, the wrong part first', slotsAre, 'fr', 'pas 68, 78', 'confirm-phone', { digits: '78', wrongDigits: '68' });
test('a correction of the end', slotsAre, 'fr', "les deux derniers chiffres c'est 79", 'confirm-phone', { digits: '79', digitsAt: 'end' });
test('a correction of the beginning', slotsAre, 'fr', "c'est 12 au début", 'confirm-phone', { digits: '12', digitsAt: 'start' });
test('a correction of the end in English', slotsAre, 'en', 'the last two are seven nine', 'confirm-phone', { digits: '79', digitsAt: 'end' });
test('the number of the call', slotsAre, 'fr', 'le numéro avec lequel j’appelle', 'phone', { callerNumber: true });
test('the number of the call in English', slotsAre, 'en', 'just use this number', 'phone', { callerNumber: true });
test(
  'all slots at once',
  slotsAre,
  'en',
  "this is julie martin my boiler broke down it's urgent call me on 07911 123456 tomorrow at three",
  'purpose',
  {
    name: 'Julie Martin',
    phone: '+447911123456',
    urgent: true,
    when: '2026-11-24T15:00',
  },
);

test('a request to repeat is known', (t) => {
  t.true(hear('fr', 'pardon ?').asksRepeat);
  t.true(hear('en', 'could you repeat that please').asksRepeat);
  t.falsy(hear('fr', 'ma voiture est en panne').asksRepeat);
});

const machineQuestions: readonly (readonly [Language, string, boolean])[] = [
  ['fr', 'Est-ce que je parle à un robot ?', true],
  ['fr', 'vous êtes une vraie personne', true],
  ['fr', "c'est un robot ou un humain", true],
  ['fr', 'je veux parler à une vraie personne', false],
  ['fr', "j'en ai marre de parler à un robot", false],
  ['en', 'am I talking to a robot?', true],
  ['en', 'are you a real person?', true],
  ['en', 'is this a human or a machine', true],
  ['en', 'i want to talk to a real person', false],
  ['en', "i'm fed up with talking to robots", false],
];
for (const [language, sentence, asks] of machineQuestions)
  test(`${language}: ${sentence} ${asks ? 'asks' : 'does not ask'} whether a machine speaks`, (t) => {
    const heard = hear(language, sentence);
    t.is(heard.intent, 'human');
    t.is(heard.asksIfMachine ?? false, asks);
  });

test('a greeting alone says nothing yet', (t) => {
  t.deepEqual(hear('en', 'good morning'), { intent: 'unknown', slots: {} });
  t.deepEqual(hear('fr', 'bonjour'), { intent: 'unknown', slots: {} });
});

test('one wrong letter in a longer word is read over', (t) => {
  t.is(hear('fr', 'quels sont vos horraires').intent, 'hours');
  t.is(hear('en', 'i need an appointmant').intent, 'appointment');
});

for (const language of languages) {
  test(`${language}: nine in ten of the development sentences are understood, and few misunderstood`, (t) => {
    const sentences: { sentence: string; intent: Intent }[] = JSON.parse(
      readFileSync(new URL(`../languages/${language}/sentences.dev.json`, import.meta.url), 'utf8'),
    );
    const heard = sentences.map(({ sentence, intent }) => ({ intent, heard: hear(language, sentence).intent }));
    const wrong = heard.filter((one) => one.heard !== one.intent);
    t.true(wrong.length <= sentences.length / 10);
    t.true(wrong.filter((one) => one.heard !== 'unknown').length <= sentences.length / 20);
  });
}
