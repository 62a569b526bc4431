import test from 'ava';
import { KeywordDetector } from '../ai/hotword/providers/keywords/keywords.ts';
import type { Language } from '../core/language.ts';
import { understand } from './dialogue/understand.ts';
import { HotWords } from './hot-words.ts';

const words = { fr: ['conseiller', 'conseillère', 'standard', 'opérateur', 'humain', 'accueil'], en: ['operator', 'agent', 'human', 'front desk'] };
const frame = new Int16Array(320);
/** A word of the caller's, and a pause that ends a sentence for the detector. */
const wordFrames = 15;
const pauseFrames = 30;

/** What is asked when a caller says this, word by word, and pauses where a comma stands. */
function asked(language: Language, sentence: string): string[] {
  const heard: string[] = [];
  const hotWords = new HotWords({
    detector: new KeywordDetector({ words }),
    language,
    understand: (text) =>
      understand(text, { language, goal: 'purpose', country: language === 'fr' ? 'FR' : 'GB', now: new Date(), timeZone: 'Europe/Paris' }),
    onAsked: (text) => heard.push(text),
    signal: new AbortController().signal,
  });
  const parts = sentence.split(' ');
  for (let count = 1; count <= parts.length; count++) {
    const partial = parts.slice(0, count).join(' ').replaceAll(',', '');
    const frames = wordFrames + (parts[count - 1]?.endsWith(',') || count === parts.length ? pauseFrames : 0);
    for (let at = 0; at < frames; at++) hotWords.hear(frame, partial, false);
  }
  hotWords.hear(frame, '', true);
  return heard;
}

const asks = test.macro<[Language, string]>({
  title: (_, language, sentence) => `asks for a human (${language}): ${sentence}`,
  exec: (t, language, sentence) => t.is(asked(language, sentence).length, 1),
});
for (const sentence of [
  'conseiller',
  "un conseiller s'il vous plaît",
  'euh le standard',
  'je voudrais parler à un conseiller',
  'passez-moi un opérateur',
  'non un humain',
  "l'accueil s'il vous plaît",
])
  test(asks, 'fr', sentence);
for (const sentence of ['operator', 'an agent please', 'human', 'I want to speak to an agent', 'can I talk to a human please', 'front desk please'])
  test(asks, 'en', sentence);

const doesNot = test.macro<[Language, string]>({
  title: (_, language, sentence) => `does not ask for a human (${language}): ${sentence}`,
  exec: (t, language, sentence) => t.deepEqual(asked(language, sentence), []),
});
for (const sentence of [
  'je suis agent immobilier',
  'je suis conseiller, en assurance',
  'mon conseiller, a appelé hier',
  'je travaille au service des ressources humaines',
  "c'est le standard de la mairie",
  'j’ai un poste de conseiller dans votre agence',
  'le conseiller en image que je cherche',
  'est-ce que vous êtes humain',
  "c'est une erreur humaine",
  'le modèle standard, me suffit',
])
  test(doesNot, 'fr', sentence);
for (const sentence of [
  "I'm an estate agent",
  'I am an agent, for the gas company',
  'the operator of the crane is ill',
  'operator of the crane, speaking',
  'my agent, called yesterday',
  'this is about human resources',
  'I work as an operator, at the mill',
  'are you human',
  'it was human error',
])
  test(doesNot, 'en', sentence);

test('each sentence asks once, and the next one may ask again', (t) => {
  t.is(asked('fr', 'un conseiller, un conseiller,').length, 2);
});
