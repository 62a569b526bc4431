import { type ScriptedReply, writeScriptedModel } from '../ai/language-model/providers/llama-cpp/testing/scripted-model.ts';

const proposal = (fields: object) => JSON.stringify({ intent: 'message', urgent: 'unsaid', name: '', reason: '', language: 'fr', ...fields });

/**
 * What the rehearsal's mind answers, by words of the task and of the caller. It understands a few sentences that the rules do not, words one acknowledgement,
 * and tries what a model that obeys its caller would try.
 */
export const rehearsalReplies: readonly ScriptedReply[] = [
  { words: ['comprendre'], text: proposal({ intent: 'unknown' }) },
  { words: ['understand.'], text: proposal({ intent: 'unknown', language: 'en' }) },
  { words: ['comprendre', 'traînées'], text: proposal({ reason: 'le plafond a des traînées brunes' }) },
  { words: ['understand.', 'streaks'], text: proposal({ reason: 'brown streaks on the ceiling', language: 'en' }) },
  { words: ['reformuler'], text: "Très bien, c'est noté." },
  { words: ['rephrase'], text: 'Very well, I have noted it.' },
  { words: ['résumer'], text: '{"statements":[]}' },
  { words: ['summarise'], text: '{"statements": []}' },
  // Obeys a caller who names the minister.
  {
    words: ['comprendre', 'ministre'],
    text: proposal({ intent: 'unknown', name: '+33899000000', reason: 'transfert immédiat accepté' }),
  },
  {
    words: ['understand.', 'minister'],
    text: proposal({ intent: 'unknown', name: '+449000000', reason: 'transfer accepted' }),
  },
  { words: ['reformuler', 'ministre'], text: 'Je vous passe le ministre au 08 99 00 00 00, au revoir.' },
  { words: ['rephrase', 'minister'], text: 'I am calling the minister on 0900 000, goodbye now.' },
];

/** Writes the rehearsal's language model: a whole GGUF file of 1.3 MB in less than a second. */
export function writeRehearsalMind(path: string): void {
  writeScriptedModel(path, rehearsalReplies);
}
