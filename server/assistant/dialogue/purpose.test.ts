import test from 'ava';
import type { Language } from '../../core/language.ts';
import { slotsAfter } from './played-call.ts';

const reasonIs = test.macro((t, language: Language, lines: readonly string[], reason: string | null) => {
  t.is(slotsAfter(language, lines).reason, reason);
});

const corrections: readonly (readonly [Language, readonly string[], string])[] = [
  ['fr', ['prendre rendez-vous mardi', 'non en fait annuler mon rendez-vous de mardi'], 'annuler mon rendez-vous de mardi'],
  ['fr', ['prendre rendez-vous mardi', 'Julie Martin', 'je voudrais plutôt annuler mon rendez-vous'], 'annuler mon rendez-vous'],
  ['fr', ['prendre rendez-vous mardi', 'finalement ma chaudière est en panne'], 'ma chaudière est en panne'],
  ['en', ['make an appointment on tuesday', 'no actually cancel my appointment on tuesday'], 'cancel my appointment on tuesday'],
  ['en', ['make an appointment on tuesday', 'sorry, rather I want to cancel my appointment'], 'cancel my appointment'],
  ['en', ['make an appointment on tuesday', 'Peter Wood', 'no, I mean my boiler is broken'], 'my boiler is broken'],
];
for (const [language, lines, reason] of corrections)
  test(`${language}: "${lines.at(-1)}" takes the place of the first reason`, reasonIs, language, lines, reason);

const seconds: readonly (readonly [Language, readonly string[], string])[] = [
  ['fr', ['ma chaudière est en panne', "j'ai reçu une facture fausse"], 'ma chaudière est en panne; reçu une facture fausse'],
  ['en', ['my boiler is broken', 'i have a problem with my invoice'], 'my boiler is broken; problem with my invoice'],
];
for (const [language, lines, reason] of seconds) test(`${language}: a second reason joins the first`, reasonIs, language, lines, reason);

test(
  'fr: the same reason again is not added',
  reasonIs,
  'fr',
  ['ma chaudière est en panne', 'ma chaudière est en panne'],
  'ma chaudière est en panne',
);
test(
  'en: the same reason in more words takes its place',
  reasonIs,
  'en',
  ['my boiler is broken', 'my boiler is broken again'],
  'my boiler is broken again',
);

const rants: readonly (readonly [Language, readonly string[], string])[] = [
  ['fr', ["putain c'est pas possible", 'ma chaudière est en panne'], 'ma chaudière est en panne'],
  ['fr', ['vous êtes vraiment nuls', 'Julie Martin', 'ma chaudière est en panne'], 'ma chaudière est en panne'],
  ['en', ["for fuck's sake this is ridiculous", 'my boiler is broken'], 'my boiler is broken'],
  ['en', ['you lot are useless', 'Peter Wood', 'my boiler is broken'], 'my boiler is broken'],
];
for (const [language, lines, reason] of rants) test(`${language}: "${lines[0]}" gives way to the real reason`, reasonIs, language, lines, reason);

test('fr: a complaint that nothing follows is kept', reasonIs, 'fr', ['vous êtes vraiment nuls', 'Julie Martin'], 'vous êtes vraiment nuls');
test('en: a complaint after the reason is not added', reasonIs, 'en', ['my boiler is broken', 'you lot are useless'], 'my boiler is broken');

const emergencies: readonly (readonly [Language, readonly string[], RegExp])[] = [
  ['fr', ['je voudrais un rendez-vous', 'Julie Martin', 'ça sent le gaz chez moi'], /rendez-vous; ça sent le gaz/],
  ['fr', ["c'est urgent", 'oui il y a une inondation dans la cave'], /inondation dans la cave/],
  ['fr', ["j'en ai marre de votre service", "il y a le feu dans l'atelier"], /^(?!.*marre).*feu dans l'atelier/],
  ['en', ["i'd like an appointment", 'Peter Wood', "there's a fire in the kitchen"], /appointment; fire in the kitchen/],
  ['en', ["it's urgent", "yes, there's flooding in the basement"], /flooding in the basement/],
  ['en', ['you are useless', 'i can smell gas in the hall'], /^(?!.*useless).*smell gas in the hall/],
];
for (const [language, lines, reason] of emergencies)
  test(`${language}: "${lines.at(-1)}" is in the message`, (t) => t.regex(slotsAfter(language, lines).reason ?? '', reason));

for (const [language, lines] of [
  ['fr', ["c'est urgent", "oui c'est très urgent"]],
  ['en', ["it's urgent", "yes it's very urgent"]],
] as const)
  test(`${language}: urgency without words of its own is no reason`, (t) => t.is(slotsAfter(language, lines).reason, null));

const messageIs = test.macro((t, language: Language, lines: readonly string[], name: string | null, reason: string | null) => {
  const slots = slotsAfter(language, lines);
  t.deepEqual([slots.name, slots.reason], [name, reason]);
});

const announced: readonly (readonly [Language, readonly string[], string, string])[] = [
  ['fr', ['je veux parler à un humain', 'dites-lui que Marc Petit a appelé pour la chaudière'], 'Marc Petit', 'chaudière'],
  ['fr', ['passez-moi Sarah', "d'accord, dites-lui que Marc Petit a appelé au sujet du bail"], 'Marc Petit', 'bail'],
  ['fr', ['dites à Sarah que Marc Petit a appelé pour le bail'], 'Marc Petit', 'bail'],
  ['en', ['i want a human', 'tell him that David Brown called about the lease'], 'David Brown', 'lease'],
  ['en', ['put me through to Sarah please', 'fine, tell her David Brown called about the lease'], 'David Brown', 'lease'],
  ['en', ['could you let Sarah know that David Brown called about the lease'], 'David Brown', 'lease'],
];
for (const [language, lines, name, reason] of announced) test(`${language}: ${lines.join(' … ')}`, messageIs, language, lines, name, reason);

const transfers: readonly (readonly [Language, string])[] = [
  ['fr', 'passez-moi Sarah'],
  ['fr', 'vous pouvez me passer Sarah'],
  ['fr', "transférez-moi à Sarah s'il vous plaît"],
  ['en', 'put me through to Sarah please'],
  ['en', 'would you mind putting me through to Sarah'],
  ['en', 'can you transfer me to Sarah'],
];
for (const [language, sentence] of transfers) test(`${language}: "${sentence}" is no reason`, messageIs, language, [sentence], null, null);

test('fr: a name put right in one sentence', messageIs, 'fr', ["bonjour, c'est Jean, non pardon, c'est Jean Dupuis"], 'Jean Dupuis', null);
test('en: a name put right in one sentence', messageIs, 'en', ["it's Jon, no, sorry, it's John Smyth"], 'John Smyth', null);
test(
  'fr: a name with its ending spelled',
  messageIs,
  'fr',
  ['mon chauffage est en panne', 'Sophie Lefebvre, avec b v r e'],
  'Sophie Lefebvre',
  'mon chauffage est en panne',
);

for (const [language, reason, lines] of [
  ['en', 'my boiler is broken', ['no, cancel it']],
  ['fr', 'ma chaudière est en panne', ['non, annulez', 'non annulez-le', 'ah tant pis']],
] as const)
  for (const line of lines) test(`${language}: "${line}" is no reason and joins none`, reasonIs, language, [reason, line], reason);

test('en: what is to be cancelled is a reason', reasonIs, 'en', ['cancel my appointment'], 'cancel my appointment');
test('fr: what is to be cancelled is a reason', reasonIs, 'fr', ['annulez mon rendez-vous'], 'annulez mon rendez-vous');
