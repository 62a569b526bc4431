import test from 'ava';
import type { Language } from '../../core/language.ts';
import type { DialogueStep } from './contract.ts';
import { type PlayOptions, play } from './played-call.ts';

const endsAs = test.macro((t, language: Language, lines: readonly string[], next: DialogueStep['next'], options: PlayOptions = {}) => {
  t.deepEqual(play(language, lines, options).at(-1)?.next, next);
});

test('fr: wrong number', endsAs, 'fr', ['pardon je me suis trompé de numéro'], { act: 'hang-up', outcome: 'wrong-number' });
test('en: wrong number', endsAs, 'en', ['sorry wrong number'], { act: 'hang-up', outcome: 'wrong-number' });
test('fr: opening hours and nothing more', endsAs, 'fr', ['quels sont vos horaires', 'non merci'], { act: 'hang-up', outcome: 'information-given' });
test('en: opening hours and nothing more', endsAs, 'en', ['when are you open', 'no thanks'], { act: 'hang-up', outcome: 'information-given' });
test('fr: goodbye at once', endsAs, 'fr', ['au revoir'], { act: 'hang-up', outcome: 'caller-hung-up' });
test('fr: three silences', endsAs, 'fr', ['', '', ''], { act: 'voicemail' });
test('en: three silences', endsAs, 'en', ['', '', ''], { act: 'voicemail' });
test('fr: three silences after a reason keep the message', endsAs, 'fr', ["j'ai une fuite", '', '', ''], {
  act: 'hang-up',
  outcome: 'message-taken',
});
test('fr: three sentences not understood', endsAs, 'fr', ['blabla', 'asdf', 'qsdf'], { act: 'voicemail' });
test('en: three sentences lost', endsAs, 'en', ['?', '?', '?'], { act: 'voicemail' });
test('fr: key 0 three times', endsAs, 'fr', ['#0', '#0', '#0'], { act: 'voicemail' });
test('en: asking for a human does not loop', endsAs, 'en', ['i want a human', 'a real person', 'a human please'], { act: 'voicemail' });

for (const [language, words] of [
  ['fr', 'bon je rappellerai plus tard au revoir'],
  ['fr', 'non merci je rappellerai'],
  ['en', "look i'll call back later bye"],
  ['en', "no thanks i'll try again tomorrow"],
] as const)
  test(`${language}: "${words}" ends the call`, (t) => {
    const step = play(language, [language === 'fr' ? "c'est pour la voiture" : "it's about the car", words]).at(-1);
    t.deepEqual(step?.next, { act: 'hang-up', outcome: 'message-taken' });
    t.notRegex(step?.state.slots.reason ?? '', /rappel|call back|try/);
  });

for (const words of [
  "il y a plus de chauffage chez moi et j'ai froid",
  "on n'a plus d'eau chaude",
  'je ne sais plus quand je dois venir',
  'je vous laisse le colis chez le voisin',
])
  test(`fr: "${words}" is no goodbye`, (t) => t.is(play('fr', [words]).at(-1)?.next.act, 'listen'));
