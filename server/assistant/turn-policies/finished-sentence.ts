import type { PausePolicy } from './contract.ts';
import { mayGoOn } from './may-go-on.ts';

/** Shorter is a beginning more often than a sentence. */
const leastWords = 3;

/** A question, or a sentence that tells what the caller wants. Who only says his name goes on. */
export const finishedSentence: PausePolicy = (asked) => {
  const { text, understanding, settings } = asked;
  const { intent, question, slots } = understanding;
  if (text.split(' ').length < leastWords) return null;
  const tells = intent !== 'unknown' && intent !== 'name' && intent !== 'phone';
  return tells || question || slots.reason ? mayGoOn(asked, settings.sentencePauseMs) : null;
};
