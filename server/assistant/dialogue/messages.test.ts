import test from 'ava';
import type { Language } from '../../core/language.ts';
import { slotsAtEnd } from './endings.ts';
import { contextOf, type PlayOptions, play, slotsAfter, textOf } from './played-call.ts';

interface Scene {
  lines: readonly string[];
  slots: { name: string | null; phone: string | null; reason: string | null; urgent: boolean };
}

const messageIs = test.macro((t, language: Language, { lines, slots }: Scene, options: PlayOptions = {}) => {
  const steps = play(language, lines, options);
  const last = steps.at(-1)!;
  t.deepEqual(last.next, { act: 'hang-up', outcome: 'message-taken' });
  const { person: _person, ...message } = last.state.slots;
  t.deepEqual(message, slots);
  t.true(last.replies.at(-1)?.interruptible === false, 'the goodbye is said whole');
  t.true(
    steps.slice(0, -1).every((step) => step.next.act === 'listen'),
    'it does not end early',
  );
});

test('fr: a message, one digit corrected', messageIs, 'fr', {
  lines: [
    "bonjour ici julie martin j'ai une fuite d'eau dans ma cuisine",
    'zéro six douze trente-quatre cinquante-six soixante-huit',
    'non soixante-dix-huit pas soixante-huit',
    "oui c'est ça",
    'non merci',
  ],
  slots: { name: 'Julie Martin', phone: '+33612345678', reason: "fuite d'eau dans ma cuisine", urgent: false },
});

test('en: a message, one digit corrected', messageIs, 'en', {
  lines: [
    'hello this is julie martin i have a water leak in my kitchen',
    'oh seven nine double one one two three four six one',
    'no sixty-two not sixty-one',
    "yes that's right",
    'no thank you',
  ],
  slots: { name: 'Julie Martin', phone: '+447911123462', reason: 'water leak in my kitchen', urgent: false },
});

test('fr: everything in one sentence, urgent', messageIs, 'fr', {
  lines: ["ici Marc Petit, c'est urgent, ma chaudière fuit, mon numéro est le 06 12 34 56 78", 'oui', 'oui', 'rien du tout'],
  slots: { name: 'Marc Petit', phone: '+33612345678', reason: 'ma chaudière fuit', urgent: true },
});

test('en: everything in one sentence, urgent', messageIs, 'en', {
  lines: ["this is Peter Wood, it's urgent, my boiler is leaking, my number is 07911 123456", 'yes', 'yes', 'nothing'],
  slots: { name: 'Peter Wood', phone: '+447911123456', reason: 'my boiler is leaking', urgent: true },
});

test('fr: what was heard as urgent is taken back', messageIs, 'fr', {
  lines: ["c'est urgent j'ai une fuite", 'non', 'Paul Morel', '06 12 34 56 78', 'oui', 'non'],
  slots: { name: 'Paul Morel', phone: '+33612345678', reason: 'fuite', urgent: false },
});

test('fr: a number in three parts', messageIs, 'fr', {
  lines: [
    'je voudrais laisser un message',
    'julie martin',
    'ma facture est fausse',
    'zéro six douze',
    'trente-quatre',
    'cinquante-six soixante-dix-huit',
    'oui',
    'non',
  ],
  slots: { name: 'Julie Martin', phone: '+33612345678', reason: 'ma facture est fausse', urgent: false },
});

test('en: a number in two parts', messageIs, 'en', {
  lines: [
    "i'd like to leave a message",
    'peter wood',
    'my invoice is wrong',
    'oh seven nine double one',
    'one two three four five six',
    'correct',
    'no',
  ],
  slots: { name: 'Peter Wood', phone: '+447911123456', reason: 'my invoice is wrong', urgent: false },
});

test('fr: the number is keyed, and confirmed by key', messageIs, 'fr', {
  lines: ["ici Julie Martin, j'ai un problème de chauffage", '#0612345678', '#1', '#2'],
  slots: { name: 'Julie Martin', phone: '+33612345678', reason: 'problème de chauffage', urgent: false },
});

test(
  'fr: the shown number is offered and accepted',
  messageIs,
  'fr',
  {
    lines: ["ici Julie Martin, j'ai un problème de chauffage", 'oui', 'non'],
    slots: { name: 'Julie Martin', phone: '+33145678901', reason: 'problème de chauffage', urgent: false },
  },
  { callerNumber: '+33145678901' },
);

test(
  'en: the shown number is refused and another given',
  messageIs,
  'en',
  {
    lines: ['this is Emma Stone, my car broke down', 'no', '07911 123456', 'yes', 'no'],
    slots: { name: 'Emma Stone', phone: '+447911123456', reason: 'my car broke down', urgent: false },
  },
  { callerNumber: '+442079460958' },
);

test(
  'en: "the number I am calling from"',
  messageIs,
  'en',
  {
    lines: ['this is Emma Stone, my car broke down', "on the number i'm calling from", 'no'],
    slots: { name: 'Emma Stone', phone: '+442079460958', reason: 'my car broke down', urgent: false },
  },
  { callerNumber: '+442079460958' },
);

test(
  'fr: an early goodbye keeps the message and the shown number',
  messageIs,
  'fr',
  {
    lines: ["ici Julie Martin, j'ai un problème de chauffage", 'merci au revoir'],
    slots: { name: 'Julie Martin', phone: '+33145678901', reason: 'problème de chauffage', urgent: false },
  },
  { callerNumber: '+33145678901' },
);

test('fr: a long reason that matches no pattern is taken', messageIs, 'fr', {
  lines: ['le portillon vert grillagé du fond tombe doucement', 'Paul Morel', '06 12 34 56 78', 'oui', 'non'],
  slots: { name: 'Paul Morel', phone: '+33612345678', reason: 'portillon vert grillagé du fond tombe doucement', urgent: false },
});

test('fr: what is added at the end joins the reason', messageIs, 'fr', {
  lines: ["ici Paul Morel, j'ai une fuite", '06 12 34 56 78', 'oui', 'oui', 'ma cave est humide aussi'],
  slots: { name: 'Paul Morel', phone: '+33612345678', reason: 'fuite, ma cave est humide aussi', urgent: false },
});

test('en: the family name is corrected while the number is read back', messageIs, 'en', {
  lines: ['this is julie martin i have a water leak', '07911 123456', 'not martin, morton', 'yes', 'no'],
  slots: { name: 'Julie Morton', phone: '+447911123456', reason: 'water leak', urgent: false },
});

test('fr: nothing to add is a silence too', messageIs, 'fr', {
  lines: ["ici Paul Morel, j'ai une fuite", '06 12 34 56 78', 'oui', ''],
  slots: { name: 'Paul Morel', phone: '+33612345678', reason: 'fuite', urgent: false },
});

for (const [language, lines, reason] of [
  ['fr', ['je voudrais un rendez-vous', 'Julie Martin', 'lundi matin si possible'], 'rendez-vous; lundi matin si possible'],
  ['fr', ['je voudrais parler à madame Petit', 'alors dites-lui que la réunion est décalée'], 'réunion est décalée'],
  ['en', ["i'd like an appointment", 'Peter Wood', 'monday morning if possible'], 'appointment; monday morning if possible'],
  ['en', ["i'd like to speak to mrs Small", "okay well tell her the meeting's been moved"], "meeting's been moved"],
] as const)
  test(`${language}: "${lines.at(-1)}" is in the message, whatever was asked`, (t) => t.is(slotsAfter(language, lines).reason, reason));

for (const [language, lines] of [
  ['fr', ['ma chaudière est en panne', 'Julie Martin', '06 39 98 00 12', 'oui', "en fait si c'est urgent quand même"]],
  ['en', ['my boiler is broken', 'Peter Wood', '07700 900012', 'yes', 'actually it is urgent after all']],
] as const)
  test(`${language}: urgency that is told at the end leaves the reason as it is`, (t) => {
    const { reason } = slotsAfter(language, lines);
    t.is(reason, lines[0]);
  });

test('a long message is passed on, and not said again', (t) => {
  const long = `ma chaudière est en panne ${'et le technicien qui devait venir ne vient pas '.repeat(5)}`;
  const step = play('fr', [long, 'Julie Martin', 'je ne veux pas donner mon numéro', 'non']).at(-1);
  t.true((step?.state.slots.reason ?? '').length > 200);
  t.true(textOf(step).length < 120);
});

for (const [language, lines] of [
  ['fr', ["c'est urgent ma chaudière est en panne", '06 39 98 00 12']],
  ['en', ["it's urgent my boiler is broken", '07700 900012']],
] as const)
  test(`${language}: urgency that is not answered stays`, (t) => t.true(slotsAfter(language, lines).urgent));

for (const [language, words] of [
  ['fr', 'je viens de vous le dire'],
  ['fr', 'parlez plus fort'],
  ['fr', 'je sais pas trop'],
  ['en', 'i just told you'],
  ['en', 'speak up please'],
  ['en', "i don't really know"],
] as const)
  test(`${language}: "${words}" is no reason`, (t) => t.is(slotsAfter(language, [words]).reason, null));

for (const [language, words] of [
  ['fr', "merci beaucoup pour votre aide l'autre jour"],
  ['en', 'thank you so much for your help the other day'],
] as const)
  test(`${language}: thanks are a message in whole words`, (t) => t.is(slotsAfter(language, [words]).reason, words));

test('fr: an e-mail address is noted as it is written, whatever was asked', messageIs, 'fr', {
  lines: [
    "bonjour j'ai une fuite d'eau dans ma cuisine",
    'paul point durand arobase example point org',
    'paul durand',
    'zéro six douze trente-quatre cinquante-six soixante-dix-huit',
    'oui',
    'non merci',
  ],
  slots: { name: 'Paul Durand', phone: '+33612345678', reason: "fuite d'eau dans ma cuisine; e-mail : paul.durand@example.org", urgent: false },
});

test('en: an e-mail address is noted as it is written, whatever was asked', messageIs, 'en', {
  lines: [
    'hello i have a water leak in my kitchen this is paul martin',
    'you can write to me at paul dot martin at example dot org',
    'oh seven nine double one one two three four six one',
    'yes',
    'no thank you',
  ],
  slots: { name: 'Paul Martin', phone: '+447911123461', reason: 'water leak in my kitchen; e-mail: paul.martin@example.org', urgent: false },
});

test('a second number and an e-mail address are passed on of a talk that breaks off', (t) => {
  const lines = ["ici julie martin j'ai une fuite", '06 12 34 56 78 ou sinon 06 12 34 56 79', 'mon mail est julie arobase example point org'];
  const { state } = play('fr', lines).at(-1)!;
  t.is(slotsAtEnd(state, contextOf('fr')).reason, 'fuite; autre numéro : 06 12 34 56 79; e-mail : julie@example.org');
});
