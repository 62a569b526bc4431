import { createDialogue } from '../assistant/dialogue/dialogue.ts';
import { sentences } from '../assistant/sentences.ts';
import type { Language } from '../core/language.ts';
import { announcements } from '../telephony/announcements.ts';
import type { User } from '../users/contract.ts';
import { hostOf } from './destinations/assistant.ts';
import { fixedKeypadTexts } from './destinations/keypad-phrases.ts';
import { voicemailPhrases } from './destinations/voicemail-phrases.ts';

/** Sentences that are the same in every call to this user: made before the first call, they sound at once and even when the voice engine is away. */
export function fixedPrompts(user: User): { text: string; language: Language }[] {
  const { language, name } = user;
  const dialogue = createDialogue();
  const context = { host: hostOf(user), callerNumber: null, now: new Date() };
  const greeting = dialogue.next(dialogue.initial(context), { type: 'start' }, context);
  const { greeting: voicemailGreeting, trouble, thanks } = voicemailPhrases[language];
  const texts = [
    ...greeting.replies.map((reply) => reply.text),
    voicemailGreeting(name),
    trouble,
    thanks,
    ...fixedKeypadTexts(name, language),
    announcements[language],
  ];
  return texts.flatMap(sentences).map((text) => ({ text, language }));
}
