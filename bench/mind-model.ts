import { type ScriptedReply, writeScriptedModel } from '../server/ai/language-model/providers/llama-cpp/testing/scripted-model.ts';
import { templates } from '../server/assistant/dialogue/templates.ts';
import { systemText } from '../server/assistant/mind/system-text.ts';
import { wordsPrompt } from '../server/assistant/mind/understanding.ts';
import { wordingPrompt } from '../server/assistant/mind/wording.ts';
import { type Language, languages } from '../server/core/language.ts';

export interface OpenSentence {
  /** Stands in no other sentence of the bench and in no instruction. */
  word: string;
  text: string;
  reason: string;
}

/** What the rules leave open, in words that the rehearsal ear knows. */
export const openSentences: Record<Language, readonly OpenSentence[]> = {
  fr: [
    { word: 'lumière', text: 'Bonjour, il y a encore de la lumière dans la cave.', reason: 'encore de la lumière dans la cave' },
    { word: 'compteur', text: 'Bonjour, le compteur est derrière la porte de la cave.', reason: 'le compteur est derrière la porte de la cave' },
    { word: 'salon', text: 'Bonjour, il fait très chaud dans le salon.', reason: 'il fait très chaud dans le salon' },
  ],
  en: [
    { word: 'fourth', text: "Hello, it's on the fourth floor, the door on the left.", reason: 'on the fourth floor the door on the left' },
    { word: 'locksmith', text: 'Hello, the locksmith never came.', reason: 'the locksmith never came' },
    { word: 'meter', text: 'Hello, somebody should come and look at the meter.', reason: 'somebody should come and look at the meter' },
  ],
};

/** The model's words for an acknowledgement: a reply with one of these was worded by it. */
export const wordedAs: Record<Language, string> = { fr: 'Très bien', en: 'Very well' };

const proposal = (reason: string, language: Language) => JSON.stringify({ intent: 'message', urgent: 'no', name: '', reason, language });

const replies: readonly ScriptedReply[] = [
  ...openSentences.fr.map(({ word, reason }) => ({ words: ['comprendre', word], text: proposal(reason, 'fr') })),
  ...openSentences.en.map(({ word, reason }) => ({ words: ['understand.', word], text: proposal(reason, 'en') })),
  { words: ['comprendre'], text: '{"intent":"unknown","urgent":"unsaid","name":"","reason":"","language":"fr"}' },
  { words: ['understand.'], text: '{"intent":"unknown","urgent":"unsaid","name":"","reason":"","language":"en"}' },
  { words: ['reformuler'], text: `${wordedAs.fr}, je comprends, c'est noté.` },
  { words: ['rephrase'], text: `${wordedAs.en}, I understand, I have noted it.` },
  { words: ['résumer'], text: '{"statements":[]}' },
  { words: ['summarise'], text: '{"statements": []}' },
];

/**
 * A model with the dimensions of Qwen2.5 0.5B in Q4_0 that answers the sentences of this bench as a trained one should: as fast as a real model, with answers as long. Its vocabulary is
 * smaller, with an output matrix of 16 bits, so that as many bytes are read for each token; prompts and answers have a token for about four characters.
 */
export function writeMindModel(path: string): { bytes: number } {
  const context = { goal: 'purpose', country: 'FR', now: new Date(), timeZone: 'Europe/Paris' } as const;
  // The names of the speakers are the chat template's.
  const spelled = ['system', 'user', 'assistant'].concat(
    languages.flatMap((language) => [
      systemText[language],
      ...openSentences[language].map(({ text }) =>
        wordingPrompt(wordsPrompt(text.toLowerCase(), { ...context, language }), templates('noted', {}, language), language),
      ),
    ]),
  );
  return writeScriptedModel(path, replies, {
    dimensions: { width: 896, layers: 24, feedForward: 4864, heads: 14, keyValueHeads: 2, contextTokens: 4096 },
    wordsFrom: 640,
    pieceLength: 4,
    tokens: 42_000,
    spelled,
  });
}
