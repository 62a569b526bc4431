import test from 'ava';
import type { Language } from '../../core/language.ts';
import { play, textOf } from './played-call.ts';

const answers = test.macro((t, language: Language, lines: readonly string[], answer: RegExp) => {
  const step = play(language, lines).at(-1);
  t.regex(textOf(step), answer);
  t.is(step?.next.act, 'listen');
});

for (const [language, question] of [
  ['fr', 'à qui je parle là'],
  ['fr', "c'est qui à l'appareil"],
  ['fr', "c'est bien le cabinet durand"],
  ['en', 'who am i talking to'],
  ['en', 'sorry who is this'],
  ['en', 'is that the durand office'],
] as const)
  test(`${language}: "${question}" is told who speaks`, answers, language, [question], /Cabinet Durand/);

for (const [language, question, answer] of [
  ['fr', 'et vous êtes où exactement', /adresse/],
  ['fr', "c'est quoi votre adresse", /adresse/],
  ['en', 'and where are you exactly', /address/],
  ['en', "what's your address", /address/],
] as const)
  test(`${language}: "${question}" is not answered with opening hours`, answers, language, [question], answer);

for (const [language, question, answer] of [
  ['fr', 'vous êtes ouverts le vingt-cinq décembre', /jours fériés.*du lundi au mardi/],
  ['fr', 'est-ce que vous êtes ouverts à pâques', /jours fériés/],
  ['en', 'are you open on christmas day', /public holidays.*Monday to Tuesday/],
  ['en', 'are you open on boxing day', /public holidays/],
] as const)
  test(`${language}: "${question}" is not promised`, answers, language, [question], answer);

test('the open question stands after one beside it', answers, 'fr', ["j'ai une fuite", 'à qui je parle'], /Quel est votre nom/);
test('the question stands in English', answers, 'en', ['i have a leak', 'who is this'], /What is your name/);

for (const [language, words, answer] of [
  ['fr', 'allô vous m’entendez', /je vous entends/],
  ['en', 'hello can you hear me', /I can hear you/],
] as const)
  test(`${language}: "${words}" is told yes`, answers, language, [words], answer);

for (const [language, reason, words, answer] of [
  ['fr', "j'ai une fuite", 'attendez deux secondes', /prenez votre temps/],
  ['fr', "j'ai une fuite", 'non mais attends chéri je suis au téléphone', /prenez votre temps/],
  ['en', 'i have a leak', 'hang on a second', /your time/],
  ['en', 'i have a leak', "no darling i'm on the phone", /your time/],
] as const)
  test(`${language}: "${words}" is waited for, and is no part of the message`, (t) => {
    const step = play(language, [reason, words]).at(-1);
    t.regex(textOf(step), answer);
    t.notRegex(step?.state.slots.reason ?? '', /chéri|darling|second/);
  });

for (const [language, words, answer] of [
  ['fr', "est-ce que c'est enregistré", /transmis/],
  ['fr', 'vous me rappelez quand', /promettre/],
  ['en', 'is this being recorded', /passed on/],
  ['en', 'when will you call me back', /promise/],
] as const)
  test(`${language}: "${words}" is answered, and is no reason`, (t) => {
    const reason = language === 'fr' ? 'ma chaudière est en panne' : 'my boiler is broken';
    const step = play(language, [reason, words]).at(-1);
    t.regex(textOf(step), answer);
    t.is(step?.state.slots.reason, reason);
  });

test('fr: hours of another day are told when asked in two words', answers, 'fr', ['vous êtes ouverts demain', 'et samedi'], /^Le samedi/);
test('en: hours of another day are told when asked in few words', answers, 'en', ['are you open tomorrow', 'what about saturday'], /^On Saturday/);
